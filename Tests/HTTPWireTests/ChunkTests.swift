import HTTPTypes
import HTTPWire
import Testing

@Suite("Chunked content") struct ChunkTests {
    @Test("follows the grammar exactly", arguments: rows)
    func row(_ row: WireRow) { row.check() }

    private static func chunked(_ content: String) -> String {
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(content)"
    }
    /// A request with one chunk `hi` and the size line `line`.
    private static func sized(_ line: String) -> String { chunked("\(line)\r\nhi\r\n0\r\n\r\n") }

    static let rows: [WireRow] = [
        .accepts("one chunk", "9112 §7.1", sized("2"), body: "hi"),
        .accepts("several chunks", "9112 §7.1", chunked("2\r\nhi\r\n1\r\n!\r\n0\r\n\r\n"), body: "hi!"),
        .accepts("no chunk", "9112 §7.1", chunked("0\r\n\r\n")),
        .accepts("small hexadecimal digits", "9112 §7.1", chunked("a\r\n0123456789\r\n0\r\n\r\n"), body: "0123456789"),
        .accepts("great hexadecimal digits", "9112 §7.1", chunked("A\r\n0123456789\r\n0\r\n\r\n"), body: "0123456789"),
        .accepts("leading zeros", "9112 §7.1", sized("0002"), body: "hi"),
        .accepts("a last chunk of many zeros", "9112 §7.1", chunked("2\r\nhi\r\n000\r\n\r\n"), body: "hi"),
        .accepts("line ends as content", "9112 §7.1", chunked("4\r\n\r\n\r\n\r\n0\r\n\r\n"), body: "\r\n\r\n"),
        .accepts("an extension", "9112 §7.1.1", sized("2;a"), body: "hi"),
        .accepts("an extension with a value", "9112 §7.1.1", sized("2;a=b"), body: "hi"),
        .accepts("an extension in quotes", "9112 §7.1.1", sized("2;a=\"b;=\t \\\"\\\\\u{E9}\""), body: "hi"),
        .accepts("an empty value in quotes", "9112 §7.1.1", sized("2;a=\"\""), body: "hi"),
        .accepts("several extensions", "9112 §7.1.1", sized("2;a;b=c;d=\"e\";f"), body: "hi"),
        .accepts("blanks that must be tolerated", "9112 §7.1.1", sized("2 \t; a = b ; c = \"d\" ;e"), body: "hi"),
        .accepts("an extension on the last chunk", "9112 §7.1.1", chunked("0;a=b\r\n\r\n")),
        .accepts("a trailer", "9112 §7.1.2", chunked("2\r\nhi\r\n0\r\nX: y\r\n\r\n"), body: "hi"),
        .accepts(
            "a forbidden trailer field", "9110 §6.5.1", chunked("2\r\nhi\r\n0\r\nContent-Length: 9\r\n\r\n"),
            body: "hi"),
        .awaits("no last chunk", "9112 §8", chunked("2\r\nhi\r\n"), .body),
        .awaits("the last line is missing", "9112 §8", chunked("2\r\nhi\r\n0\r\n"), .body),
        .awaits("half of the data", "9112 §8", chunked("5\r\nhi"), .body),
        .refuses("no size", "9112 §7.1", sized(""), .invalidChunkSize),
        .refuses("no size before an extension", "9112 §7.1", sized(";a"), .invalidChunkSize),
        .refuses("a prefix", "9112 §7.1", sized("0x2"), .invalidChunkSize),
        .refuses("a suffix", "9112 §7.1", sized("2h"), .invalidChunkSize),
        .refuses("a plus sign", "9112 §7.1", sized("+2"), .invalidChunkSize),
        .refuses("a minus sign", "9112 §7.1", sized("-2"), .invalidChunkSize),
        .refuses("an underscore", "9112 §7.1", sized("0_2"), .invalidChunkSize),
        .refuses("a letter beyond F", "9112 §7.1", sized("g"), .invalidChunkSize),
        .refuses("a space before the size", "9112 §7.1", sized(" 2"), .invalidChunkSize),
        .refuses("a tab before the size", "9112 §7.1", sized("\t2"), .invalidChunkSize),
        .refuses("a space behind the size", "9112 §7.1", sized("2 "), .invalidChunkExtension),
        .refuses("a tab behind the size", "9112 §7.1", sized("2\t"), .invalidChunkExtension),
        .refuses("a word behind the size", "9112 §7.1", sized("2 2"), .invalidChunkExtension),
        .refuses("more digits than 64 bits have", "9112 §7.1", sized("00000000000000002"), .invalidChunkSize),
        .refuses("2^63", "9112 §7.1", sized("8000000000000000"), .invalidChunkSize),
        .refuses("2^64 - 1", "9112 §7.1", sized("FFFFFFFFFFFFFFFF"), .invalidChunkSize),
        .refuses("2^64 + 2", "9112 §7.1", sized("10000000000000002"), .invalidChunkSize),
        .refuses("a size ended by LF", "9112 §7.1", chunked("2\nhi\r\n0\r\n\r\n"), .invalidLineEnding),
        .refuses("a size ended by CR", "9112 §7.1", chunked("2\rhi\r\n0\r\n\r\n"), .invalidLineEnding),
        .refuses("a size ended by CR CR LF", "9112 §7.1", chunked("2\r\r\nhi\r\n0\r\n\r\n"), .invalidLineEnding),
        .refuses("data ended by LF", "9112 §7.1", chunked("2\r\nhi\n0\r\n\r\n"), .invalidChunkEnd),
        .refuses("data ended by CR", "9112 §7.1", chunked("2\r\nhi\r0\r\n\r\n"), .invalidChunkEnd),
        .refuses("data longer than its size", "9112 §7.1", chunked("2\r\nhi!\r\n0\r\n\r\n"), .invalidChunkEnd),
        .refuses("data shorter than its size", "9112 §7.1", chunked("3\r\nhi\r\n0\r\n\r\n"), .invalidChunkEnd),
        .refuses("an empty line between chunks", "9112 §7.1", chunked("2\r\nhi\r\n\r\n0\r\n\r\n"), .invalidChunkSize),
        .refuses("a nameless extension", "9112 §7.1.1", sized("2;"), .invalidChunkExtension),
        .refuses("a nameless extension with a value", "9112 §7.1.1", sized("2;=b"), .invalidChunkExtension),
        .refuses("two semicolons", "9112 §7.1.1", sized("2;;a"), .invalidChunkExtension),
        .refuses("no value", "9112 §7.1.1", sized("2;a="), .invalidChunkExtension),
        .refuses("a blank behind an extension", "9112 §7.1.1", sized("2;a "), .invalidChunkExtension),
        .refuses("a blank behind a value", "9112 §7.1.1", sized("2;a=b "), .invalidChunkExtension),
        .refuses("a separator in a name", "9112 §7.1.1", sized("2;a[b"), .invalidChunkExtension),
        .refuses("two words as a name", "9112 §7.1.1", sized("2;a b"), .invalidChunkExtension),
        .refuses("two words as a value", "9112 §7.1.1", sized("2;a=b c"), .invalidChunkExtension),
        .refuses("quotes that are not closed", "9112 §7.1.1", sized("2;a=\"b"), .invalidChunkExtension),
        .refuses("more behind the quotes", "9112 §7.1.1", sized("2;a=\"b\"c"), .invalidChunkExtension),
        .refuses("a control character in quotes", "9110 §5.6.4", sized("2;a=\"\u{01}\""), .invalidChunkExtension),
        .refuses("an escaped control character", "9110 §5.6.4", sized("2;a=\"\\\u{01}\""), .invalidChunkExtension),
        .refuses("NUL in an extension", "9112 §7.1.1", sized("2;a\0"), .invalidChunkExtension),
        .refuses("LF in an extension", "9112 §7.1.1", sized("2;a\nb"), .invalidLineEnding),
        .refuses("LF in quotes", "9112 §7.1.1", sized("2;a=\"\n\""), .invalidLineEnding),
        .refuses("a bare CR in an extension", "9112 §7.1.1", sized("2;a\rb"), .invalidLineEnding),
        .refuses("a line end in quotes", "9112 §7.1.1", sized("2;a=\"\r\n\""), .invalidChunkExtension),
        .refuses("a trailer without a colon", "9112 §7.1.2", chunked("0\r\nX\r\n\r\n"), .invalidFieldName),
        .refuses(
            "a trailer with a space before its colon", "9112 §5.1", chunked("0\r\nX : y\r\n\r\n"), .invalidFieldName),
        .refuses("a folded trailer", "9112 §5.2", chunked("0\r\nX: y\r\n z\r\n\r\n"), .lineFolding),
        .refuses("a trailer ended by LF", "9112 §2.2", chunked("0\r\nX: y\n\r\n"), .invalidLineEnding),
        .refuses("a trailer section ended by LF", "9112 §2.2", chunked("0\r\n\n"), .invalidLineEnding),
        .refuses(
            "a request where the trailer should be", "9112 §7.1.2", chunked("0\r\nGET / HTTP/1.1\r\n\r\n"),
            .invalidFieldName),
        .refuses("NUL in a trailer", "9110 §5.5", chunked("0\r\nX: \0\r\n\r\n"), .invalidFieldValue),
    ]

    @Test("keeps trailer fields apart from the header section and drops forbidden ones")
    func trailers() throws {
        let wire = Self.chunked(
            "2\r\nhi\r\n0\r\nX-Sum: 1\r\nContent-Length: 9\r\nTransfer-Encoding: x\r\nhost: b\r\nAuthorization: c\r\nX-Sum: 2\r\n\r\n"
        )
        let request = try #require(Outcome([UInt8](wire: wire)).requests.first)
        let sum = try #require(HTTPField.Name("X-Sum"))
        #expect(request.trailers == [sum: "1", sum: "2"])
        #expect(request.fields[sum] == nil)
        #expect(request.authority == "a")
        #expect(request.framing == .chunked)
    }
}
