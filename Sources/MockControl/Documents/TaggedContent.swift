import CampaignAPI
import HTTPServer
import HTTPTypes

/// Content that seldom changes. It is sent with an entity tag, so that a client need not read again what it has already
/// (RFC 9110 §8.8.3, §13.1.2).
struct TaggedContent: Sendable {
    let bytes: [UInt8]
    let mediaType: String
    /// The tag in its quotation marks. The same bytes have the same tag, in each run of each version.
    let tag: String

    init(_ bytes: [UInt8], mediaType: String) {
        self.bytes = bytes
        self.mediaType = mediaType
        tag = "\"\(String(Self.hash(bytes), radix: 36))\""
    }

    /// The content with status 200, or 304 without content when the request names the tag in `If-None-Match`.
    func response(to request: Request, adding fields: HTTPFields = HTTPFields()) -> Response {
        var all: HTTPFields = [.eTag: tag, .cacheControl: "no-cache"]
        all.append(contentsOf: fields)
        if let known = request[.ifNoneMatch], matches(known) { return Response(status: .notModified, fields: all) }
        all[.contentType] = mediaType
        return Response(status: .ok, fields: all, bytes: bytes)
    }

    /// Whether a list of entity tags names this content. The comparison is weak (RFC 9110 §8.8.3.2).
    private func matches(_ list: String) -> Bool {
        // The tag has no comma, so a tag with one, which the split takes apart, cannot equal it.
        list.split(separator: ",").contains { part in
            let text = part.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
            return text == "*" || text == tag || text == "W/\(tag)"
        }
    }

    /// FNV-1a. It tells versions of one file apart; nothing has to be secret.
    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
