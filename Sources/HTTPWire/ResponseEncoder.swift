package import HTTPTypes

/// Writes response heads, and the chunks of streamed content, into an output buffer (RFC 9112 §4 to §7).
///
/// Only the encoder writes the fields of framing and connection: it leaves out a handler's Content-Length,
/// Transfer-Encoding, Connection, Keep-Alive and Date. No byte of a field can end its line.
package enum ResponseEncoder {
    /// How the client finds the end of the content.
    package enum Framing: Sendable, Equatable {
        case contentLength(Int)
        case chunked
        /// No content, and no field that says so: 1xx, 204 and 304.
        case none
        /// The content ends with the connection. Streams to HTTP/1.0 use it, because HTTP/1.0 has no chunks.
        case untilClose

        /// The framing for content whose length is not known beforehand.
        package static func stream(requestMinorVersion: Int) -> Framing {
            requestMinorVersion > 0 ? .chunked : .untilClose
        }
    }

    /// The interim response that asks for the content (RFC 9110 §10.1.1).
    package static let `continue` = [UInt8]("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    /// Appends a status line, fields and the empty line.
    ///
    /// A response to HEAD has the framing of the response to GET. The caller must not send its content.
    ///
    /// - Parameters:
    ///   - framing: ignored for a 1xx, 204 and 304, which are sent without framing (RFC 9110 §8.6, RFC 9112 §6.1). Chunked
    ///     becomes until-close for HTTP/1.0.
    ///   - date: the 29 bytes of an ``HTTPDate``.
    ///   - closes: whether the connection ends after this response. It always does with until-close framing.
    ///   - requestMinorVersion: 0 for HTTP/1.0, where the response must say that the connection persists.
    package static func encodeHead(
        status: HTTPResponse.Status, fields: ResponseFields, framing: Framing, date: [UInt8], closes: Bool,
        requestMinorVersion: Int = 1, into output: inout [UInt8]
    ) {
        var framing = framing
        if framing == .chunked, requestMinorVersion == 0 { framing = .untilClose }
        if status.kind == .informational || status.code == 204 || status.code == 304 { framing = .none }

        output.append(contentsOf: StatusLine.withDateName(status.code))
        output.append(contentsOf: date)
        output.appendLineEnd()
        fields.appendLines(to: &output)
        switch framing {
        case .contentLength(let length):
            output.append("Content-Length: ")
            output.appendDecimal(length)
            output.appendLineEnd()
        case .chunked: output.append("Transfer-Encoding: chunked\r\n")
        case .none, .untilClose: break
        }
        if closes || framing == .untilClose {
            output.append("Connection: close\r\n")
        } else if requestMinorVersion == 0 {
            output.append("Connection: keep-alive\r\n")
        }
        output.appendLineEnd()
    }

    /// Appends a chunk; nothing when there are no bytes, because an empty chunk would end the content.
    package static func encodeChunk(_ bytes: some Collection<UInt8>, into output: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        output.append(contentsOf: String(bytes.count, radix: 16).utf8)
        output.appendLineEnd()
        output.append(contentsOf: bytes)
        output.appendLineEnd()
    }

    /// Appends the end of chunked content, with an empty trailer section.
    package static func encodeLastChunk(into output: inout [UInt8]) {
        output.append("0\r\n\r\n")
    }

    /// Appends the lines of all fields except those that only the encoder writes.
    static func append(_ fields: HTTPFields, to output: inout [UInt8]) {
        for field in fields where !isOwned(field.name) { append(field, to: &output) }
    }

    private static func isOwned(_ name: HTTPField.Name) -> Bool {
        let name = name.canonicalName
        return switch name.utf8.count {
        case 4: name == "date"
        case 10: name == "connection" || name == "keep-alive"
        case 14: name == "content-length"
        case 17: name == "transfer-encoding"
        default: false
        }
    }

    /// Appends a field line.
    ///
    /// Control characters in the value become spaces (RFC 9110 §5.5).
    private static func append(_ field: HTTPField, to output: inout [UInt8]) {
        var name = field.name.rawName
        name.withUTF8 { output.append(contentsOf: $0) }
        output.append(.colon)
        output.append(.space)
        field.withUnsafeBytesOfValue { value in
            let start = output.count
            output.append(contentsOf: value)
            // Most values hold no control character, so the search comes before any write.
            guard value.span.endOfFieldValue(from: 0) < value.count else { return }
            for index in start..<output.count where !output[index].isFieldValueByte { output[index] = .space }
        }
        output.appendLineEnd()
    }
}

extension [UInt8] {
    /// Appends a literal. This is faster than a `String`, because the bytes of a `StaticString` need no conversion.
    mutating func append(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func appendLineEnd() {
        append(.carriageReturn)
        append(.lineFeed)
    }

    /// Appends a number that is not negative.
    mutating func appendDecimal(_ number: Int) {
        if number >= 10 { appendDecimal(number / 10) }
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }
}
