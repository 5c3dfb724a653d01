import HTTPTypes
import HTTPWire
import Testing

@Suite("Request decoder") struct RequestDecoderTests {
    private static let get = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let post = "POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
    private static let chunked =
        "PUT /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nbye\r\n0\r\nX: y\r\n\r\n"

    @Test("returns pipelined requests one after the other, however they are cut")
    func pipeline() {
        let bytes = [UInt8](wire: Self.get + Self.post + "\r\n" + Self.chunked + Self.get + Self.chunked + Self.post)
        let whole = Outcome(bytes)
        #expect(whole.requests.map(\.path) == ["/a", "/b", "/c", "/a", "/c", "/b"])
        #expect(
            whole.requests.map { String(decoding: $0.body, as: UTF8.self) } == ["", "hello", "bye", "", "bye", "hello"])
        #expect(whole.end == .awaits(.start))
        for cut in bytes.indices.dropFirst() { #expect(Outcome(bytes, cuts: [cut]) == whole, "cut at \(cut)") }
        #expect(Outcome(bytes, cuts: Array(bytes.indices.dropFirst())) == whole)
    }

    @Test("returns the requests before an error, then throws the error")
    func faultBehindRequests() {
        let outcome = Outcome([UInt8](wire: Self.get + Self.post + "nonsense\r\n" + Self.get))
        #expect(outcome.requests.map(\.path) == ["/a", "/b"])
        #expect(outcome.end == .fails(.invalidMethod))
    }

    @Test("returns no request after an error")
    func staysFailed() {
        var decoder = RequestDecoder()
        decoder.append(wire: "GET / HTTP/1.1\r\nContent-Length: +0\r\n\r\n" + Self.get)
        for _ in 0..<3 {
            #expect(throws: RequestError.invalidContentLength) { try decoder.next() }
            decoder.append(wire: Self.get)
            #expect(decoder.bufferedBytes == 0)
        }
    }

    struct RefusedRequest: CustomTestStringConvertible, Sendable {
        let testDescription, wire: String
        let isHead: Bool
    }

    @Test(
        "knows whether a refused request is a HEAD, however it is cut (9110 §9.3.2)",
        arguments: [
            RefusedRequest(testDescription: "HEAD without Host", wire: "HEAD / HTTP/1.1\r\n\r\n", isHead: true),
            RefusedRequest(testDescription: "HEAD of a bad target", wire: "HEAD /\\ HTTP/1.1\r\n", isHead: true),
            RefusedRequest(
                testDescription: "HEAD with a bad chunk",
                wire: "HEAD / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n", isHead: true),
            RefusedRequest(testDescription: "HEAD after a GET", wire: get + "HEAD / HTTP/1.1\r\n\r\n", isHead: true),
            RefusedRequest(
                testDescription: "GET after a HEAD",
                wire: "HEAD / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n\r\n", isHead: false),
            RefusedRequest(testDescription: "another method", wire: "HEAP / HTTP/1.1\r\n\r\n", isHead: false),
            RefusedRequest(testDescription: "small letters", wire: "head / HTTP/1.1\r\n\r\n", isHead: false),
            RefusedRequest(testDescription: "part of a method", wire: "HEAD\t", isHead: false),
        ])
    func refusedHead(_ row: RefusedRequest) {
        let bytes = [UInt8](wire: row.wire)
        for cuts in [[], Array(bytes.indices.dropFirst())] {
            var decoder = RequestDecoder()
            var start = 0
            for end in cuts + [bytes.count] {
                decoder.append(bytes[start..<end])
                start = end
                while let event = try? decoder.next() {
                    if case .needsMore = event { break }
                }
            }
            #expect(throws: RequestError.self) { try decoder.next() }
            #expect(decoder.requestIsHead == row.isHead)
        }
    }

    @Test(
        "keeps the head of a request whose content is invalid",
        arguments: [
            ("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n", "/a"),
            ("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n", "/a"),
            ("POST /a HTTP/1.1\r\nContent-Length: 6\r\n\r\n", nil),
            (get + "POST /b HTTP/1.1\r\nContent-Length: 6\r\n\r\n", nil),
        ] as [(String, String?)])
    func refusedHeadKept(_ wire: String, _ path: String?) {
        var decoder = RequestDecoder(limits: RequestLimits(bodyBytes: 5))
        decoder.append(wire: wire)
        while let event = try? decoder.next() {
            if case .needsMore = event { break }
        }
        #expect(throws: RequestError.self) { try decoder.next() }
        #expect(decoder.refusedHead?.path == path)
    }

    @Test(
        "allows a request more content by its head, and no other request",
        arguments: [
            ("PUT", "Content-Length: 8\r\n\r\n12345678", true), ("PUT", "Content-Length: 9\r\n\r\n", false),
            ("POST", "Content-Length: 8\r\n\r\n12345678", false), ("POST", "Content-Length: 5\r\n\r\n12345", true),
            ("PUT", "Transfer-Encoding: chunked\r\n\r\n6\r\n123456\r\n2\r\n78\r\n0\r\n\r\n", true),
            ("PUT", "Transfer-Encoding: chunked\r\n\r\n6\r\n123456\r\n3\r\n", false),
            ("POST", "Transfer-Encoding: chunked\r\n\r\n6\r\n", false),
        ])
    func largerBody(_ method: String, _ rest: String, _ isAllowed: Bool) {
        let bytes = [UInt8](wire: "\(method) /a HTTP/1.1\r\nHost: a\r\n\(rest)")
        for cuts in [[], Array(bytes.indices.dropFirst())] {
            var decoder = RequestDecoder(limits: RequestLimits(bodyBytes: 5)) { $0.method == .put ? 8 : nil }
            var start = 0
            var body: [UInt8]?
            for end in cuts + [bytes.count] {
                decoder.append(bytes[start..<end])
                start = end
                while let event = try? decoder.next() {
                    if case .request(let request) = event { body = Array(request.body) }
                    if case .needsMore = event { break }
                }
            }
            #expect((body != nil) == isAllowed)
            if isAllowed, method == "PUT" { #expect(body == Array("12345678".utf8)) }
        }
    }

    @Test("recognises a HEAD before its head is complete")
    func headOnItsWay() throws {
        var decoder = RequestDecoder()
        decoder.append(wire: "HEAD")
        _ = try decoder.next()
        #expect(!decoder.requestIsHead)
        decoder.append(wire: " / HTTP/1.1\r\n")
        _ = try decoder.next()
        #expect(decoder.requestIsHead)
        decoder.append(wire: "Host: a\r\nContent-Length: 1\r\n\r\n")
        _ = try decoder.next()
        #expect(decoder.requestIsHead)
        decoder.append(wire: "x")
        _ = try decoder.next()
        _ = try decoder.next()
        #expect(!decoder.requestIsHead)
    }

    @Test("returns a head once, and only when its content has not arrived yet")
    func headEvent() throws {
        var decoder = RequestDecoder()
        decoder.append(wire: "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        guard case .head(let head) = try decoder.next() else {
            Issue.record("no head")
            return
        }
        #expect(head.expectsContinue)
        #expect(head.framing == .length(2))
        #expect(try Kind(decoder.next()) == .needsMore(.body))
        decoder.append(wire: "h")
        #expect(try Kind(decoder.next()) == .needsMore(.body))
        #expect(decoder.bufferedBytes == 1)
        decoder.append(wire: "i" + Self.post)
        #expect(try Kind(decoder.next()) == .request)
        #expect(try Kind(decoder.next()) == .request)
        #expect(try Kind(decoder.next()) == .needsMore(.start))

        decoder.append(wire: "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nh")
        #expect(try Kind(decoder.next()) == .head)
        decoder.append(wire: "i\r\n0\r\n\r\n")
        #expect(try Kind(decoder.next()) == .request)
        decoder.append(wire: Self.chunked)
        #expect(try Kind(decoder.next()) == .request)
    }

    @Test("reports the part that it waits for, and holds no bytes between requests")
    func awaiting() throws {
        var decoder = RequestDecoder()
        #expect(try Kind(decoder.next()) == .needsMore(.start))
        decoder.append(wire: "G")
        #expect(try Kind(decoder.next()) == .needsMore(.head))
        #expect(decoder.bufferedBytes == 1)
        decoder.append(wire: "ET / HTTP/1.1\r\nHost: a\r\n\r\n\r\n")
        #expect(try Kind(decoder.next()) == .request)
        #expect(try Kind(decoder.next()) == .needsMore(.start))
        #expect(decoder.bufferedBytes == 0)
    }

    @Test("returns its storage without a copy when it holds exactly one request")
    func storageIsHandedOver() throws {
        var decoder = RequestDecoder()
        decoder.append(wire: Self.post)
        guard case .request(let request) = try decoder.next() else {
            Issue.record("no request")
            return
        }
        let head = request.head.rawBytes.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) }
        let body = request.body.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) }
        #expect(head.map { $0 + request.head.rawBytes.count } == body)
        #expect(decoder.bufferedBytes == 0)
    }

    @Test("decodes a large body that arrives in small pieces")
    func manyPieces() {
        let body = String(repeating: "0123456789abcdef", count: 4_096)
        let plain = [UInt8](wire: "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        let chunk = "10\r\n0123456789abcdef\r\n"
        let chunked = [UInt8](
            wire: "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + String(repeating: chunk, count: 4_096) + "0\r\n\r\n")
        for bytes in [plain, chunked] {
            let outcome = Outcome(bytes, cuts: Array(stride(from: 1, to: bytes.count, by: 7)))
            #expect(outcome.requests.map(\.body) == [Array(body.utf8)])
        }
    }

    /// An event without its payload.
    private enum Kind: Equatable {
        case needsMore(RequestDecoder.Awaiting), head, request

        init(_ event: RequestDecoder.Event) {
            switch event {
            case .needsMore(let awaiting): self = .needsMore(awaiting)
            case .head: self = .head
            case .request: self = .request
            }
        }
    }
}
