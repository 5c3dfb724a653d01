import JSON
import Testing

@Suite("Error message") struct ErrorMessageTests {
    struct Row: CustomTestStringConvertible {
        let text, message: String
        var testDescription: String { message }

        init(_ text: String, _ message: String) { (self.text, self.message) = (text, message) }
    }

    @Test(
        "says in one line what is wrong and at which byte",
        arguments: [
            Row("", "Expected a value at byte 0, but the text ends there."),
            Row("{\"a\":1", "Expected `,` or `}` at byte 6, but the text ends there."),
            Row("{\"a\":1,}", "Expected a name in double quotes at byte 7, found `}`."),
            Row("{'a':1}", "Expected a name in double quotes or `}` at byte 1, found `'`."),
            Row("{\"a\" 1}", "Expected `:` at byte 5, found `1`."),
            Row("[1\u{A0}]", "Expected `,` or `]` at byte 2, found the byte 0xC2."),
            Row("[1] x", "Expected the end of the text at byte 4, found `x`."),
            Row("[nul]", "Expected `null` at byte 4, found `]`."),
            Row("\u{FEFF}{}", "The text starts with a byte order mark at byte 0; JSON has none."),
            Row("\"\t\"", "The string holds the byte 0x09 at byte 1, which must be escaped."),
            Row("\"\\x\"", "The backslash at byte 1 starts no valid escape."),
            Row("\"\\ud800\"", "The escape at byte 1 is half of a surrogate pair without its other half."),
            Row("01", "The number has a leading zero at byte 0."),
            Row("-", "Expected a digit at byte 1, but the text ends there."),
            Row(String(repeating: "[", count: 129), "The array or object at byte 128 is nested deeper than 128."),
        ])
    func message(_ row: Row) {
        #expect(refusal(row.text)?.message == row.message)
    }

    @Test("names the first byte that is not UTF-8")
    func encoding() {
        #expect(refusal([0x22, 0x61, 0xFF, 0x22])?.message == "The bytes from byte 2 on are not valid UTF-8.")
    }
}
