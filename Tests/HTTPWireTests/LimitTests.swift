import HTTPTypes
import HTTPWire
import Testing

@Suite("Limits") struct LimitTests {
    @Test("are exact to the byte", arguments: rows)
    func row(_ row: WireRow) { row.check() }

    private static let small = RequestLimits(
        headBytes: 100, targetBytes: 10, methodBytes: 8, fieldCount: 3, bodyBytes: 5, chunkExtensionBytes: 6,
        trailerBytes: 20)
    private static func head(_ fields: String = "") -> String { "GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n" }
    private static func chunked(_ content: String) -> String { head("Transfer-Encoding: chunked\r\n") + content }
    /// A head of exactly `count` bytes.
    private static func head(bytes count: Int) -> String {
        head("X: \(String(repeating: "x", count: count - head("X: \r\n").utf8.count))\r\n")
    }
    private static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    static let rows: [WireRow] = [
        .accepts("a head as long as allowed", "9110 §5.4", head(bytes: 100), limits: small),
        .refuses("a head longer by one", "9110 §5.4", head(bytes: 101), .headTooLarge(limit: 100), limits: small),
        .refuses(
            "a head that never ends", "6585 §5", "GET / HTTP/1.1\r\nX: " + repeated("x", 200),
            .headTooLarge(limit: 100),
            limits: small),
        .refuses(
            "a name that never ends", "6585 §5", "GET / HTTP/1.1\r\n" + repeated("x", 200), .headTooLarge(limit: 100),
            limits: small),
        .accepts("a target as long as allowed", "9112 §3", "GET /123456789 HTTP/1.1\r\nHost: a\r\n\r\n", limits: small),
        .refuses(
            "a target longer by one", "9112 §3", "GET /1234567890 HTTP/1.1\r\nHost: a\r\n\r\n",
            .targetTooLong(limit: 10),
            limits: small),
        .refuses(
            "a target that never ends", "9112 §3", "GET /" + repeated("x", 200), .targetTooLong(limit: 10),
            limits: small),
        .accepts("a method as long as allowed", "9112 §3", "ABCDEFGH / HTTP/1.1\r\nHost: a\r\n\r\n", limits: small),
        .refuses(
            "a method longer by one", "9112 §3", "ABCDEFGHI / HTTP/1.1\r\nHost: a\r\n\r\n", .methodTooLong(limit: 8),
            limits: small),
        .refuses("a method that never ends", "9112 §3", repeated("A", 200), .methodTooLong(limit: 8), limits: small),
        .accepts("as many fields as allowed", "6585 §5", head("X: 1\r\nY: 2\r\n"), limits: small),
        .refuses(
            "one field more", "6585 §5", head("X: 1\r\nY: 2\r\nZ: 3\r\n"), .tooManyFields(limit: 3), limits: small),
        .accepts(
            "a body as long as allowed", "9110 §15.5.14", head("Content-Length: 5\r\n") + "12345", body: "12345",
            limits: small),
        .refuses(
            "a body longer by one, before it comes", "9110 §15.5.14", head("Content-Length: 6\r\n"),
            .bodyTooLarge(limit: 5), limits: small),
        .refuses(
            "a body of the greatest length", "9110 §15.5.14", head("Content-Length: 9223372036854775807\r\n"),
            .bodyTooLarge(limit: 5), limits: small),
        .accepts(
            "chunks as long as allowed", "9110 §15.5.14", chunked("3\r\n123\r\n2\r\n45\r\n0\r\n\r\n"), body: "12345",
            limits: small),
        .refuses(
            "chunks longer by one", "9110 §15.5.14", chunked("3\r\n123\r\n3\r\n"), .bodyTooLarge(limit: 5),
            limits: small),
        .refuses(
            "a chunk of the greatest size", "9110 §15.5.14", chunked("1\r\n1\r\n7FFFFFFFFFFFFFFF\r\n"),
            .bodyTooLarge(limit: 5), limits: small),
        .accepts(
            "extensions as long as allowed", "9112 §7.1.1", chunked("1;ab\r\n1\r\n0;c\r\n\r\n"), body: "1",
            limits: small),
        .accepts(
            "extensions exactly as long as allowed", "9112 §7.1.1", chunked("1;ab\r\n1\r\n0;ab\r\n\r\n"), body: "1",
            limits: small),
        .refuses(
            "extensions longer by one, over all chunks", "9112 §7.1.1", chunked("1;ab\r\n1\r\n0;abc\r\n\r\n"),
            .chunkExtensionsTooLong(limit: 6), limits: small),
        .refuses(
            "an extension that never ends", "9112 §7.1.1", chunked("1;a=\"" + repeated("x", 100)),
            .chunkExtensionsTooLong(limit: 6), limits: small),
        .accepts(
            "a trailer section as long as allowed", "9112 §7.1.2", chunked("0\r\nX: 1234567890123\r\n\r\n"),
            limits: small),
        .refuses(
            "a trailer section longer by one", "9112 §7.1.2", chunked("0\r\nX: 12345678901234\r\n\r\n"),
            .trailerTooLarge(limit: 20), limits: small),
        .refuses(
            "one trailer more", "9112 §7.1.2", chunked("0\r\nA:\r\nB:\r\nC:\r\nD:\r\n\r\n"), .tooManyFields(limit: 3),
            limits: small),
    ]

    @Test("each have their status")
    func statuses() {
        #expect(RequestError.headTooLarge(limit: 1).status.code == 431)
        #expect(RequestError.tooManyFields(limit: 1).status.code == 431)
        #expect(RequestError.targetTooLong(limit: 1).status.code == 414)
        #expect(RequestError.methodTooLong(limit: 1).status.code == 501)
        #expect(RequestError.bodyTooLarge(limit: 1).status.code == 413)
        #expect(RequestError.unsupportedExpectation.status.code == 417)
        #expect(RequestError.unsupportedVersion.status.code == 505)
        #expect(RequestError.unsupportedTransferCoding.status.code == 501)
        #expect(RequestError.connectUnsupported.status.code == 501)
        #expect(RequestError.conflictingFraming.status.code == 400)
    }
}
