import Base
import Testing

@Suite("JSON strings") struct JSONStringTests {
    @Test("escape only what JSON requires")
    func quoted() {
        #expect(JSONString.quoted("") == #""""#)
        #expect(JSONString.quoted("Zürich ☎ /\u{7F}\u{80}") == "\"Zürich ☎ /\u{7F}\u{80}\"")
        #expect(JSONString.quoted("\"a\\b\"\n\r\t\u{8}\u{C}") == #""\"a\\b\"\n\r\t\b\f""#)
        #expect(JSONString.quoted("\0\u{1F}") == #""\u0000\u001f""#)
        #expect(JSONString.quoted("seven77\"and more than eight\n") == #""seven77\"and more than eight\n""#)
    }

    @Test("escape code points up to U+00FF on request")
    func escape() {
        #expect(JSONString.escape(of: 0x7F) == #"\u007f"#)
        #expect(JSONString.escape(of: 0x9B) == #"\u009b"#)
    }
}
