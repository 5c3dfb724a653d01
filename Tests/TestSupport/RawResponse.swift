/// A response as a client received it.
package struct RawResponse: Sendable, Equatable {
    package var status: Int
    package var reason: String
    package var fields: [Field]
    package var body: [UInt8]

    package struct Field: Sendable, Equatable {
        package var name: String
        package var value: String
    }

    /// The value of the first field with this name, in any case.
    package subscript(_ name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    package var text: String { String(decoding: body, as: UTF8.self) }

    /// Reads one response from the start of `bytes`; `nil` while the response is incomplete.
    ///
    /// - Returns: the response and the number of its bytes.
    static func read(_ bytes: [UInt8], hasEnded: Bool, toHead: Bool) -> (response: RawResponse, count: Int)? {
        guard let end = firstIndex(of: Array("\r\n\r\n".utf8), in: bytes[...]) else { return nil }
        var lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")[...]
        let statusLine = (lines.popFirst() ?? "").split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard statusLine.count == 3, let status = Int(statusLine[1]) else { return nil }
        let fields = lines.map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return Field(name: String(parts[0]), value: parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
        }
        var response = RawResponse(status: status, reason: String(statusLine[2]), fields: fields, body: [])
        let start = end + 4
        if toHead || status == 204 || status == 304 || (100..<200).contains(status) { return (response, start) }
        if let length = response["Content-Length"].flatMap({ Int($0) }) {
            guard bytes.count >= start + length else { return nil }
            response.body = Array(bytes[start..<(start + length)])
            return (response, start + length)
        }
        if response["Transfer-Encoding"]?.lowercased() == "chunked" {
            guard let (body, next) = chunks(in: bytes[start...]) else { return nil }
            response.body = body
            return (response, next)
        }
        guard hasEnded else { return nil }
        response.body = Array(bytes[start...])
        return (response, bytes.count)
    }

    private static func chunks(in bytes: ArraySlice<UInt8>) -> (body: [UInt8], next: Int)? {
        var body: [UInt8] = []
        var rest = bytes
        let lineEnd = Array("\r\n".utf8)
        while let end = firstIndex(of: lineEnd, in: rest) {
            guard let size = Int(String(decoding: rest[rest.startIndex..<end], as: UTF8.self), radix: 16) else {
                return nil
            }
            let start = end + 2
            guard bytes.endIndex >= start + size + 2 else { return nil }
            if size == 0 { return (body, start + 2) }
            body += bytes[start..<(start + size)]
            rest = bytes[(start + size + 2)...]
        }
        return nil
    }

    private static func firstIndex(of needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= needle.count else { return nil }
        return (bytes.startIndex...(bytes.endIndex - needle.count)).first {
            bytes[$0..<($0 + needle.count)].elementsEqual(needle)
        }
    }
}
