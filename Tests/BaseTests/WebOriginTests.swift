import Base
import Testing

@Suite("Origin") struct WebOriginTests {
    @Test(
        "is read in several spellings and written in the form that browsers send",
        arguments: [
            ("https://app.example", "https://app.example"), ("https://app.example/", "https://app.example"),
            ("HTTPS://App.Example", "https://app.example"), ("https://app.example:443", "https://app.example"),
            ("http://app.example:80/", "http://app.example"), ("http://app.example:443", "http://app.example:443"),
            ("http://localhost:05173", "http://localhost:5173"), ("http://[0:0:0:0:0:0:0:1]:80", "http://[::1]"),
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000"), ("null", "null"), ("NULL", "null"),
            ("chrome-extension://abcdef", "chrome-extension://abcdef"), ("app://localhost", "app://localhost"),
        ])
    func taken(_ row: (String, String)) {
        #expect(WebOrigin(row.0)?.text == row.1)
    }

    @Test(
        "is refused if the text is not an origin",
        arguments: [
            "", "*", "app.example", "https://", "https:///", "://app.example", "https://app.example/path",
            "https://app.example//", "https://app.example?x", "https://app.example#x", "https://user@app.example",
            "https://app.example:", "https://app.example:x", "https://app.example:65536", "https://app.example:-1",
            "https://[::1", "https://[nonsense]", "https://a b", "https://*.app.example", "https://münchen.example",
            "https://app.example,https://b.example", "1https://app.example", "file://",
        ])
    func refused(_ text: String) {
        #expect(WebOrigin(text) == nil)
    }
}
