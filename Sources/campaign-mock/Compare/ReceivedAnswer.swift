import JSON

/// An answer of an endpoint, as curl prints it.
struct ReceivedAnswer: Sendable, Equatable {
    let status: Int
    /// The header fields in their order, with names in lower case.
    let fields: [Field]
    let body: [UInt8]

    struct Field: Sendable, Equatable {
        let name: String
        let value: String
    }

    /// Reads the head of the final answer and the body. An interim answer (1xx) may go before it.
    ///
    /// - Returns: `nil` for anything that is no HTTP answer.
    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while true {
            guard let head = Self.head(of: &rest), let first = head.first,
                let match = first.wholeMatch(of: /HTTP\/\d(?:\.\d)? (\d{3})(?: .*)?/), let status = Int(match.1)
            else { return nil }
            if (100..<200).contains(status) { continue }
            self.status = status
            fields = head.dropFirst().compactMap { line in
                guard let colon = line.firstIndex(of: ":") else { return nil }
                let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
                return Field(name: line[..<colon].lowercased(), value: String(value))
            }
            body = Array(rest)
            return
        }
    }

    /// The values of a field, joined as RFC 9110 §5.3 allows; `nil` without it.
    subscript(name: String) -> String? {
        let values = fields.filter { $0.name == name }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// The body as JSON; `nil` for any other.
    var json: JSONValue? { try? JSONReader.read(body.span, maximumDepth: JSONReader.documentDepth) }

    /// The seconds of `Retry-After`; `nil` without it, and for a date.
    var retryAfter: Int? { self["retry-after"].flatMap { Int($0) } }

    /// The lines up to the empty one, which are taken from the bytes.
    private static func head(of bytes: inout ArraySlice<UInt8>) -> [String]? {
        let end = Array("\r\n\r\n".utf8)
        guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else { return nil }
        let text = String(decoding: bytes[..<start], as: UTF8.self)
        bytes = bytes[(start + end.count)...]
        return text.split(separator: "\r\n").map(String.init)
    }
}
