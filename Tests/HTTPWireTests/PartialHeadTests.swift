import HTTPTypes
import HTTPWire
import Testing

@Suite("Partial head") struct PartialHeadTests {
    struct Row: CustomTestStringConvertible {
        let wire: String
        var method: String?
        var target: String?
        var path: String?
        var fields: [String] = []
        var testDescription: String { wire.debugDescription }
    }

    @Test(
        "returns the parts that have arrived completely",
        arguments: [
            Row(wire: ""), Row(wire: "GE"), Row(wire: "GET", method: nil), Row(wire: "GET ", method: "GET"),
            Row(wire: "GET /a", method: "GET"),
            Row(wire: "GET /a?b ", method: "GET", target: "/a?b", path: "/a"),
            Row(wire: "GET /a\r\n", method: "GET", target: "/a", path: "/a"),
            Row(wire: "GET * HTTP/1.1\r\n", method: "GET", target: "*"),
            Row(wire: "GET  /a HTTP/1.1\r\n", method: "GET"),
            Row(wire: " GET /a HTTP/1.1\r\n"), Row(wire: "{\"a\": 1}"), Row(wire: "\u{16}\u{3}\u{1} /a "),
            Row(wire: "GET /a HTTP/1.1\r\nHost: x", method: "GET", target: "/a", path: "/a"),
            Row(wire: "GET /a HTTP/1.1\r\nHost: x\r\n", method: "GET", target: "/a", path: "/a", fields: ["Host: x"]),
            Row(
                wire: "GET /a HTTP/1.1\nA:  1 \r\nbad line\r\nB : 2\r\nA:\r\n\r\nC: 3\r\n", method: "GET", target: "/a",
                path: "/a", fields: ["A: 1", "A: "]),
        ])
    func parts(_ row: Row) {
        let head = PartialHead(Array(row.wire.utf8)[...])
        #expect(head.method?.rawValue == row.method)
        #expect(head.target == row.target)
        #expect(head.path == row.path)
        #expect(head.fields.map { "\($0.name.rawName): \($0.value)" } == row.fields)
    }

    @Test("ends with the empty line")
    func end() {
        let head = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
        #expect(PartialHead(Array((head + "body\r\n\r\n").utf8)[...]).rawBytes == ArraySlice(head.utf8))
    }

    @Test(
        "is kept for a refused request, whether its head or its content is invalid",
        arguments: [
            "POST /a HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "POST /a HTTP/1.1\r\nHost: x\r\n folded\r\n",
            "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n",
        ])
    func ofFailure(_ wire: String) {
        var decoder = RequestDecoder()
        for byte in wire.utf8 {
            withUnsafeBytes(of: byte) { decoder.append($0) }
            _ = try? decoder.next()
        }
        #expect(throws: RequestError.self) { try decoder.next() }
        #expect(decoder.partialHead.method == .post)
        #expect(decoder.partialHead.target == "/a")
        #expect(decoder.partialHead.hostField?.hasPrefix("x") == true)
    }
}

extension PartialHead {
    fileprivate var hostField: String? { fields.first { $0.name.canonicalName == "host" }?.value }
}
