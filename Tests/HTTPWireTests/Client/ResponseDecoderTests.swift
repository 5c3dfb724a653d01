import Base
import HTTPWire
import Testing

/// What a decoder makes of bytes that are followed by the end of the connection.
private struct Reading: Equatable {
    var status: Int?
    var body = ""
    var isCut = false
    var error: ResponseError?

    /// - Parameter step: how many bytes arrive at once.
    init(_ wire: [UInt8], step: Int, limits: ResponseLimits = ResponseLimits()) {
        var decoder = ResponseDecoder(limits: limits)
        var rest = wire[...]
        do {
            while !rest.isEmpty {
                let part = Array(rest.prefix(step))
                rest = rest.dropFirst(step)
                if let response = try part.withUnsafeBytes({ try decoder.append($0) }) {
                    take(response)
                    return
                }
            }
            take(try decoder.end())
        } catch {
            self.error = error as? ResponseError
        }
    }

    private mutating func take(_ response: DecodedResponse) {
        (status, body, isCut) = (response.status, String(lenient: response.body[...]), response.isCut)
    }
}

@Suite("A response") struct ResponseDecoderTests {
    struct Row: CustomTestStringConvertible {
        let testDescription, wire: String
        var status = 200
        var body = ""
        var isCut = false

        init(_ name: String, _ wire: String, status: Int = 200, body: String = "", isCut: Bool = false) {
            (testDescription, self.wire, self.status, self.body, self.isCut) = (name, wire, status, body, isCut)
        }
    }

    private static let small = ResponseLimits(headBytes: 200, fieldCount: 4, bodyBytes: 8, chunkOverheadBytes: 24)

    @Test(
        "is read, however it is cut into arrivals",
        arguments: [
            Row("with a length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", body: "ok"),
            Row("with bytes after it", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500", body: "ok"),
            Row("to the end of the connection", "HTTP/1.1 200 OK\r\n\r\nhello", body: "hello"),
            Row("of HTTP/1.0", "HTTP/1.0 200 OK\r\nServer: x\r\n\r\nhello", body: "hello"),
            Row("without a reason", "HTTP/1.1 503 \r\nContent-Length: 0\r\n\r\n", status: 503),
            Row("without a space before no reason", "HTTP/1.1 418\r\nContent-Length: 0\r\n\r\n", status: 418),
            Row("with an unregistered status", "HTTP/1.1 999 ?\r\nContent-Length: 0\r\n\r\n", status: 999),
            Row("that cannot have content", "HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n", status: 204),
            Row("not modified", "HTTP/1.1 304 Not Modified\r\n\r\n", status: 304),
            Row("of a redirect", "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n", status: 302),
            Row("with two equal lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok", body: "ok"),
            Row(
                "in chunks",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\nok\r\n1\r\n!\r\n0\r\nA: b\r\n\r\n",
                body: "ok!"),
            Row(
                "in chunks that a length contradicts",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                body: "ok"),
            Row(
                "in chunks of HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                body: "ok"),
            Row(
                "behind interim ones",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                body: "ok"),
            Row("as long as allowed", "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n12345678", body: "12345678"),
            Row("longer", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n123456789", body: "12345678", isCut: true),
            Row("as long to the end", "HTTP/1.1 200 OK\r\n\r\n12345678", body: "12345678"),
            Row("longer to the end", "HTTP/1.1 200 OK\r\n\r\n123456789", body: "12345678", isCut: true),
            Row(
                "longer in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n123456789",
                body: "12345678", isCut: true),
            Row(
                "of a length beyond all measure",
                "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n123456789", body: "12345678", isCut: true
            ),
        ])
    func read(_ row: Row) {
        for step in [1, 3, 10_000] {
            let reading = Reading(Array(row.wire.utf8), step: step, limits: Self.small)
            #expect(reading.error == nil)
            #expect(reading.status == row.status)
            #expect(reading.body == row.body)
            #expect(reading.isCut == row.isCut)
        }
    }

    struct Refusal: CustomTestStringConvertible {
        let testDescription, wire: String
        let error: ResponseError

        init(_ name: String, _ wire: String, _ error: ResponseError) {
            (testDescription, self.wire, self.error) = (name, wire, error)
        }
    }

    @Test(
        "is refused with the same error, however it is cut into arrivals",
        arguments: [
            Refusal("nothing", "", .endsBefore),
            Refusal("half a status line", "HTTP/1.1 2", .endsWithin),
            Refusal("half a head", "HTTP/1.1 200 OK\r\nServer: ", .endsWithin),
            Refusal("an interim response alone", "HTTP/1.1 100 Continue\r\n\r\n", .endsWithin),
            Refusal("half the content", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok", .endsWithin),
            Refusal(
                "half the chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n", .endsWithin),
            Refusal("another protocol", "XYZ", .notHTTP(start: "X")),
            Refusal("HTTP/2", "HTTP/2 200\r\n\r\n", .notHTTP(start: "HTTP/2")),
            Refusal("a status of two digits", "HTTP/1.1 20\r\n\r\n", .notHTTP(start: "HTTP/1.1 20.")),
            Refusal("a status below 100", "HTTP/1.1 099 X\r\n\r\n", .notHTTP(start: "HTTP/1.1 099 X..")),
            Refusal("another protocol that was not requested", "HTTP/1.1 101 Switch\r\n\r\n", .switchesProtocols),
            Refusal("lines that end with a line feed", "HTTP/1.1 200 OK\n\n", .malformedField(.invalidLineEnding)),
            Refusal("a field without a colon", "HTTP/1.1 200 OK\r\nServer\r\n\r\n", .malformedField(.invalidFieldName)),
            Refusal("a folded field", "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n", .malformedField(.lineFolding)),
            Refusal(
                "too many fields", "HTTP/1.1 200 OK\r\nA:1\r\nB:1\r\nC:1\r\nD:1\r\nE:1\r\n", .tooManyFields(limit: 4)),
            Refusal(
                "too large a head", "HTTP/1.1 200 OK\r\nA: " + String(repeating: "b", count: 300),
                .headTooLarge(limit: 200)),
            Refusal(
                "interim responses without end", String(repeating: "HTTP/1.1 102 P\r\n\r\n", count: 20),
                .headTooLarge(limit: 200)),
            Refusal("a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", .invalidContentLength),
            Refusal("an empty length", "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n", .invalidContentLength),
            Refusal(
                "a length beyond 64 bits", "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775808\r\n\r\n",
                .invalidContentLength),
            Refusal(
                "two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                .conflictingContentLengths),
            Refusal(
                "compressed chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                .unsupportedTransferCoding),
            Refusal(
                "a chunk without a size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nok",
                .malformedChunk(.invalidChunkSize)),
            Refusal(
                "a chunk longer than its size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nok\r\n",
                .malformedChunk(.invalidChunkEnd)),
            Refusal(
                "chunk extensions without end",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" + String(repeating: "a", count: 40),
                .malformedChunk(.chunkExtensionsTooLong(limit: 24))),
            Refusal(
                "a trailer without end",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: " + String(repeating: "a", count: 40),
                .malformedChunk(.trailerTooLarge(limit: 24))),
            Refusal(
                "too many lines in the trailer",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA:\r\nA:\r\nA:\r\nA:\r\nA:\r\n\r\n",
                .tooManyTrailerFields(limit: 4)),
            Refusal("a control character in the reason phrase", "HTTP/1.1 200 O\0K\r\n\r\n", .invalidReasonPhrase),
        ])
    func refused(_ row: Refusal) {
        for step in [1, 3, 10_000] {
            let error = Reading(Array(row.wire.utf8), step: step, limits: Self.small).error
            if case .notHTTP(let start) = error, case .notHTTP(let expected) = row.error {
                // The message shows what has come.
                #expect(start.hasPrefix(expected.prefix(6)) || expected.hasPrefix(start))
            } else {
                #expect(error == row.error)
            }
        }
    }

    @Test("of random bytes never traps and never depends on the arrivals", arguments: UInt64(0)..<300)
    func mutations(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let valid = [
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=\"b\"\r\nhello\r\n0\r\nA: b\r\n\r\n",
            "HTTP/1.0 404 Not Found\r\nConnection: close\r\n\r\nhello hello",
        ]
        var bytes = Array((valid.randomElement(using: &generator) ?? "").utf8)
        for _ in 0..<Int.random(in: 1...5, using: &generator) {
            let index = Int.random(in: bytes.indices, using: &generator)
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: bytes[index] = UInt8.random(in: .min ... .max, using: &generator)
            case 1: bytes.remove(at: index)
            default: bytes.insert("\r\n\0 :,;=0f".utf8.randomElement(using: &generator) ?? 0, at: index)
            }
        }
        let whole = Reading(bytes, step: bytes.count, limits: Self.small)
        var single = Reading(bytes, step: 1, limits: Self.small)
        if case .notHTTP = whole.error, case .notHTTP = single.error { single.error = whole.error }
        #expect(single == whole)
    }
}
