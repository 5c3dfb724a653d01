import HTTPTypes
import HTTPWire
import Testing

@Suite("Response encoder") struct ResponseEncoderTests {
    private static let date = HTTPDate(unixSeconds: 784_111_777).bytes

    private func head(
        _ status: HTTPResponse.Status = .ok, fields: HTTPFields = [:],
        framing: ResponseEncoder.Framing = .contentLength(0),
        closes: Bool = false, minor: Int = 1
    ) -> String {
        var output: [UInt8] = []
        ResponseEncoder.encodeHead(
            status: status, fields: ResponseFields(fields), framing: framing, date: Self.date, closes: closes,
            requestMinorVersion: minor,
            into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    @Test("appends status line, date, fields and length to the output")
    func plain() {
        var output: [UInt8] = Array("before".utf8)
        ResponseEncoder.encodeHead(
            status: .created, fields: ResponseFields([.contentType: "application/json"]), framing: .contentLength(42),
            date: Self.date,
            closes: false, into: &output)
        #expect(
            String(decoding: output, as: UTF8.self)
                == "beforeHTTP/1.1 201 Created\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Type: application/json\r\nContent-Length: 42\r\n\r\n"
        )
    }

    @Test(
        "writes no framing for a status without content, whatever the caller asks for (9110 §8.6, 9112 §6.1)",
        arguments: [100, 103, 204, 304])
    func noContent(code: Int) {
        for framing in [ResponseEncoder.Framing.contentLength(5), .chunked, .untilClose, .none] {
            let text = head(.init(code: code), framing: framing)
            #expect(!text.contains("Content-Length"))
            #expect(!text.contains("Transfer-Encoding"))
        }
    }

    @Test("announces that the connection closes, and to HTTP/1.0 that it persists (9112 §9.3)")
    func connection() {
        #expect(!head().contains("Connection"))
        #expect(head(closes: true).contains("\r\nConnection: close\r\n"))
        #expect(head(minor: 0).contains("\r\nConnection: keep-alive\r\n"))
        #expect(head(closes: true, minor: 0).contains("\r\nConnection: close\r\n"))
        #expect(head(framing: .untilClose).contains("\r\nConnection: close\r\n"))
    }

    @Test("frames a stream in chunks, and for HTTP/1.0 by the end of the connection (9112 §6.1)")
    func streams() {
        #expect(head(framing: .chunked).contains("\r\nTransfer-Encoding: chunked\r\n"))
        let old = head(framing: .chunked, minor: 0)
        #expect(!old.contains("Transfer-Encoding"))
        #expect(old.contains("\r\nConnection: close\r\n"))
        #expect(ResponseEncoder.Framing.stream(requestMinorVersion: 0) == .untilClose)
        #expect(ResponseEncoder.Framing.stream(requestMinorVersion: 1) == .chunked)
    }

    @Test("drops the framing, connection and date fields of a handler")
    func ownedFields() throws {
        let text = head(fields: [
            .contentLength: "9", .transferEncoding: "gzip", .connection: "close", .date: "never",
            try #require(HTTPField.Name("Keep-Alive")): "timeout=5", .server: "mock",
        ])
        #expect(
            text
                == "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nServer: mock\r\nContent-Length: 0\r\n\r\n"
        )
    }

    @Test("writes encoded fields by the same rules, shared ones last")
    func encodedFields() {
        let own: HTTPFields = [.server: "mock", .date: "never"]
        var shared: HTTPFields = [.date: "never", .vary: "Origin", .connection: "close"]
        shared.append(HTTPField(name: .eTag, lenientValue: [0x61, 0x01]))
        for var fields in [ResponseFields(own), ResponseFields(EncodedFields(own))] {
            fields.share(EncodedFields(shared))
            var output: [UInt8] = []
            ResponseEncoder.encodeHead(
                status: .ok, fields: fields, framing: .none, date: Self.date, closes: false, into: &output)
            let text = String(decoding: output, as: UTF8.self)
            #expect(text.hasSuffix("GMT\r\nServer: mock\r\nVary: Origin\r\nETag: a \r\n\r\n"))
        }
    }

    @Test("lets no field end its line")
    func injection() {
        // HTTPField replaces CR, LF and NUL. Its lenient initializer lets other control characters through.
        var fields: HTTPFields = [.location: "/a\r\nSet-Cookie: b\0c\nd", .server: "é"]
        fields.append(HTTPField(name: .eTag, lenientValue: [0x61, 0x01, 0x7F, 0x0B, 0xE9]))
        var output: [UInt8] = []
        ResponseEncoder.encodeHead(
            status: .ok, fields: ResponseFields(fields), framing: .none, date: Self.date, closes: false, into: &output)
        let text = String(decoding: output, as: UTF8.self)
        #expect(text.contains("\r\nLocation: /a  Set-Cookie: b c d\r\nServer: é\r\n"))
        #expect(output.suffix(9) == [0x61, 0x20, 0x20, 0x20, 0xE9, 0x0D, 0x0A, 0x0D, 0x0A])
    }

    @Test("repeats a repeated field, in its order")
    func repeated() {
        var fields = HTTPFields()
        fields.append(HTTPField(name: .setCookie, value: "a=1"))
        fields.append(HTTPField(name: .setCookie, value: "b=2"))
        #expect(head(fields: fields).contains("\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n"))
    }

    @Test("writes the registered reason, and an empty one for an unregistered status (9112 §4)")
    func statusLine() {
        #expect(
            head(.init(code: 422, reasonPhrase: "Smuggled\r\n")).hasPrefix("HTTP/1.1 422 Unprocessable Content\r\n"))
        #expect(head(.init(code: 299)).hasPrefix("HTTP/1.1 299 \r\n"))
        #expect(head(.init(code: 599)).hasPrefix("HTTP/1.1 599 \r\n"))
        #expect(head(.init(code: 600)).hasPrefix("HTTP/1.1 600 \r\n"))
        #expect(head(.init(code: 999)).hasPrefix("HTTP/1.1 999 \r\n"))
        #expect(head(.init(code: 99)).hasPrefix("HTTP/1.1 500 Internal Server Error\r\n"))
        #expect(String(decoding: ResponseEncoder.continue, as: UTF8.self) == "HTTP/1.1 100 Continue\r\n\r\n")
    }

    @Test("writes chunks and the last chunk, but no empty chunk before it (9112 §7.1)")
    func chunks() {
        var output: [UInt8] = []
        ResponseEncoder.encodeChunk(Array(repeating: UInt8(ascii: "x"), count: 26), into: &output)
        ResponseEncoder.encodeChunk([], into: &output)
        ResponseEncoder.encodeChunk(Array("y".utf8)[...], into: &output)
        ResponseEncoder.encodeLastChunk(into: &output)
        #expect(
            String(decoding: output, as: UTF8.self)
                == "1a\r\n\(String(repeating: "x", count: 26))\r\n1\r\ny\r\n0\r\n\r\n")
    }
}
