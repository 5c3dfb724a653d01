import HTTPTypes
import HTTPWire
import Testing

@Suite("Field line") struct FieldLineTests {
    @Test("follows the grammar exactly", arguments: rows)
    func row(_ row: WireRow) { row.check() }

    private static func fields(_ lines: String) -> String { "GET / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n" }

    static let rows: [WireRow] =
        [
            .accepts("a name of every token character", "9110 §5.1", fields("!#$%&'*+-.^_`|~09AZaz: v\r\n")),
            .accepts("an empty value", "9110 §5.5", fields("X:\r\n")),
            .accepts("a blank value", "9110 §5.5", fields("X: \t \r\n")),
            .accepts("tab and space inside a value", "9110 §5.5", fields("X: a\t b\r\n")),
            .accepts("obs-text", "9110 §5.5", fields("X: \u{80}\u{E9}\u{FF}\r\n")),
            .accepts("colons in a value", "9110 §5.5", fields("X: a:b: c\r\n")),
            .accepts("an underscore makes another name", "9110 §5.1", fields("Transfer_Encoding: chunked\r\n")),
            .awaits("the last line's LF is missing", "9112 §2.1", "GET / HTTP/1.1\r\nHost: a\r\n\r", .head),
            .awaits("the empty line is missing", "9112 §2.1", "GET / HTTP/1.1\r\nHost: a\r\n", .head),
            .refuses("space before the colon", "9112 §5.1", fields("X : y\r\n"), .invalidFieldName),
            .refuses("tab before the colon", "9112 §5.1", fields("X\t: y\r\n"), .invalidFieldName),
            .refuses("an empty name", "9112 §5", fields(": y\r\n"), .invalidFieldName),
            .refuses("no colon", "9112 §5", fields("X\r\n"), .invalidFieldName),
            .refuses("no colon, two words", "9112 §5", fields("X y\r\n"), .invalidFieldName),
            .refuses("brackets in a name", "9110 §5.6.2", fields("X[0]: y\r\n"), .invalidFieldName),
            .refuses("a slash in a name", "9110 §5.6.2", fields("X/Y: y\r\n"), .invalidFieldName),
            .refuses("a quote in a name", "9110 §5.6.2", fields("\"X\": y\r\n"), .invalidFieldName),
            .refuses("obs-text in a name", "9110 §5.6.2", fields("X\u{C3}\u{AB}: y\r\n"), .invalidFieldName),
            .refuses("NUL in a name", "9110 §5.6.2", fields("X\0: y\r\n"), .invalidFieldName),
            .refuses("DEL in a name", "9110 §5.6.2", fields("X\u{7F}: y\r\n"), .invalidFieldName),
            .refuses("a pseudo-header", "9110 §5.6.2", fields(":path: /\r\n"), .invalidFieldName),
            .refuses("a folded line", "9112 §5.2", fields("X: y\r\n z\r\n"), .lineFolding),
            .refuses("a line folded with a tab", "9112 §5.2", fields("X: y\r\n\tz\r\n"), .lineFolding),
            .refuses("a folded line that is blank", "9112 §5.2", fields("X: y\r\n \r\n"), .lineFolding),
            .refuses(
                "whitespace before the first line", "9112 §2.2", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", .lineFolding),
            .refuses("a blank first line", "9112 §2.2", "GET / HTTP/1.1\r\n \r\nHost: a\r\n\r\n", .lineFolding),
            .refuses("a bare LF at its end", "9112 §2.2", fields("X: y\nZ: z\r\n"), .invalidLineEnding),
            .refuses("a bare LF at a name's end", "9112 §2.2", fields("X\nZ: z\r\n"), .invalidLineEnding),
            .refuses("a bare LF before its value", "9112 §2.2", fields("X:\nZ: z\r\n"), .invalidLineEnding),
            .refuses(
                "a bare LF for the empty line", "9112 §2.2", "GET / HTTP/1.1\r\nHost: a\r\n\n", .invalidLineEnding),
            .refuses("bare LFs everywhere", "9112 §2.2", "GET / HTTP/1.1\nHost: a\n\n", .invalidLineEnding),
            .refuses("a bare CR in its value", "9112 §2.2", fields("X: y\rz\r\n"), .invalidLineEnding),
            .refuses("a bare CR before its value", "9112 §2.2", fields("X:\rz\r\n"), .invalidLineEnding),
            .refuses("CR CR LF at its end", "9112 §2.2", fields("X: y\r\r\n"), .invalidLineEnding),
            .refuses(
                "a bare CR for the empty line", "9112 §2.2", "GET / HTTP/1.1\r\nHost: a\r\n\rX", .invalidLineEnding),
            .refuses("a bare CR in its name", "9112 §2.2", fields("X\rY: y\r\n"), .invalidFieldName),
        ]
        + (UInt8(0)...0x1F).filter { ![9, 10, 13].contains($0) }.map {
            .refuses(
                "control character \($0) in a value", "9110 §5.5", fields("X: y\(Unicode.Scalar($0))z\r\n"),
                .invalidFieldValue)
        } + [.refuses("DEL in a value", "9110 §5.5", fields("X: y\u{7F}\r\n"), .invalidFieldValue)]

    @Test("is found by its name in any case, combined when repeated, without the whitespace around its value")
    func lookUp() throws {
        var decoder = RequestDecoder()
        decoder.append(
            wire:
                "GET / HTTP/1.1\r\nHost: a\r\nX-One: \t 1 2 \t\r\nx-ONE:3\r\nX-Empty:\r\nX-Text: \u{C3}\u{A9}\r\nX-Latin: \u{E9}\r\n\r\n"
        )
        guard case .request(let request) = try decoder.next() else {
            Issue.record("no request")
            return
        }
        let one = try #require(HTTPField.Name("x-One"))
        #expect(request.head[one] == "1 2, 3")
        #expect(request.head.firstValue(one).map(Array.init) == Array("1 2".utf8))
        #expect(request.head[try #require(HTTPField.Name("X-Empty"))] == "")
        #expect(request.head[try #require(HTTPField.Name("X-Text"))] == "é")
        #expect(request.head[try #require(HTTPField.Name("X-Latin"))] == "é")
        #expect(request.head[.authorization] == nil)
        #expect(request.head.firstValue(.authorization) == nil)
        #expect(request.head.has("x-one"))
        #expect(request.head.has("x-empty"))
        #expect(!request.head.has("x-two"))
        #expect(!request.head.has("x-on"))
        #expect(request.head.fields.count == 6)
        #expect(request.head.fields[values: one] == ["1 2", "3"])
        #expect(request.head.section.count == 6)
    }

    @Test("is found by its name in any case, and by no other name", arguments: 0..<10)
    func lookup(offset: Int) throws {
        let tokens = "!#$%&'*+-.^_`|~09AZaz"
        for sent in tokens {
            let (before, behind) = (String(repeating: "N", count: offset), String(repeating: "n", count: 9 - offset))
            var decoder = RequestDecoder()
            decoder.append(wire: "GET / HTTP/1.1\r\nHost: a\r\n\(before)\(sent)\(behind): v\r\n\r\n")
            guard case .request(let request) = try decoder.next() else {
                Issue.record("no request")
                return
            }
            for asked in tokens {
                let name = try #require(HTTPField.Name("\(before)\(asked)\(behind)"))
                #expect((request.head.onlyValue(name) != nil) == (asked.lowercased() == sent.lowercased()))
            }
        }
    }
}
