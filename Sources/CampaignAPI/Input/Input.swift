import HTTPServer
import HTTPTypes
import HTTPWire
import JSON

/// What a request says: the members of its body.
struct Input: Sendable {
    let members: JSONObject

    /// Why a request cannot be read.
    struct Refusal: Error {
        /// 415, 413 or 400, with what is wrong and where.
        let response: Response
    }

    /// - Parameter memberNames: see ``Endpoint/memberNames``.
    /// - Throws: ``Refusal``.
    init(of request: Request, memberNames: KnownStrings) throws(Refusal) {
        let body = request.body
        // The framework reads no body at all as no fields, whatever its type (api.md). One that is too large is there.
        if body.isEmpty, request.fault == nil {
            members = [:]
            return
        }
        if let refusal = Self.refusal(of: request) { throw Refusal(response: refusal) }
        let value: JSONValue
        do {
            value = try JSONReader.read(body.span, names: memberNames)
        } catch {
            throw Refusal(response: Self.badRequest("The request body is not valid JSON: \(error.message)"))
        }
        guard case .object(let object) = value else {
            let start = body.prefix { " \t\r\n".utf8.contains($0) }.count
            throw Refusal(
                response: Self.badRequest(
                    "The request body must be a JSON object, found \(value.kind) at byte \(start)."))
        }
        members = object
    }

    /// The answer to a body whose fields rule out that it is read.
    private static func refusal(of request: Request) -> Response? {
        // Nearly all send just this, and need no closer look.
        if request.head.onlyValue(.contentType) != plainJSON {
            let contentType = request[.contentType] ?? ""
            guard !isList(contentType) else { return repeatedContentType }
            guard isJSON(contentType) else { return unsupportedMediaType }
        }
        guard !isCoded(request[.contentEncoding]) else { return unsupportedCoding }
        return request.fault.map { Answer.message($0.status, $0.message) }
    }

    private static let plainJSON = ArraySlice("application/json".utf8)

    /// Whether a media type is JSON to the framework: `application/json`, `application/problem+json` and so on.
    ///
    /// Its parameters do not count, nor does its case (RFC 9110 §8.3.1).
    private static func isJSON(_ contentType: String) -> Bool {
        let mediaType = word(contentType.prefix { $0 != ";" })
        return mediaType.contains("/json") || mediaType.contains("+json")
    }

    /// A word that is compared without case, the whitespace around it taken off.
    private static func word(_ text: Substring) -> String {
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let word = text.utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        return String(decoding: Array(word), as: UTF8.self).lowercased()
    }

    /// Whether the field came more than once, which joins its values: a media type has no comma outside quotes.
    ///
    /// Taking one of them is what recipients disagree about (RFC 9110 §8.3).
    private static func isList(_ contentType: String) -> Bool {
        var isQuoted = false
        var isEscaped = false
        for byte in contentType.utf8 {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\"): isEscaped = isQuoted
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted: return true
            default: break
            }
        }
        return false
    }

    /// Whether a content coding stands between us and the JSON (RFC 9110 §8.4).
    private static func isCoded(_ contentEncoding: String?) -> Bool {
        guard let contentEncoding else { return false }
        return contentEncoding.split(separator: ",").map(word).contains { !$0.isEmpty && $0 != "identity" }
    }

    private static let unsupportedMediaType = Answer.message(
        .unsupportedMediaType, "The request has no JSON body. Send the header Content-Type: application/json.")

    private static let repeatedContentType = badRequest(
        "The request has more than one Content-Type. Send the header once: Content-Type: application/json.")

    /// `Accept-Encoding` says what would have been understood (RFC 9110 §15.5.16).
    private static let unsupportedCoding = Answer.message(
        .unsupportedMediaType,
        "The request body has a content coding. Send it as plain JSON, without Content-Encoding.",
        adding: [.acceptEncoding: "identity"])

    private static func badRequest(_ text: String) -> Response {
        Answer.message(.badRequest, text)
    }
}
