import Testing

@testable import campaign_mock

@Suite("Log text") struct LogTextTests {
    @Test("quotes ambiguous values and escapes line breaks")
    func values() {
        #expect(LogText.value("demo") == "demo")
        #expect(LogText.value("") == #""""#)
        #expect(LogText.value("two words") == #""two words""#)
        #expect(LogText.value("a=\"b\"") == #""a=\"b\"""#)
        #expect(LogText.value("a\r\nb\u{1b}[31m") == #""a\r\nb\u001b[31m""#)
        #expect(LogText.oneLine("plain text") == "plain text")
        #expect(LogText.oneLine("a\nb") == #""a\nb""#)
        #expect(LogText.oneLine("a\u{9b}31mb") == #""a\u009b31mb""#)
    }

    @Test("writes JSON objects")
    func json() {
        #expect(
            LogText.jsonObject([("level", "info"), ("message", "a\u{85}\"b\"")])
                == #"{"level":"info","message":"a\u0085\"b\""}"#)
    }
}
