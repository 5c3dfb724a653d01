import CampaignMock
import Testing

@testable import campaign_mock

@Suite("Log lines of the manual") struct LogExampleTests {
    @Test("are those of the terminal")
    func terminal() throws {
        let block = try #require(try Document.article("Logging").blocks.first { $0.language == "text" })
        var created = entry("POST", "/api/user/campaign", 201, microseconds: 1_420)
        var refused = entry("POST", "/api/user/campaign", 422, microseconds: 120)
        refused.body = Array(#"{"message":"","errors":{"assistant_id":["The assistant id field is required."]}}"#.utf8)
        var warned = entry("POST", "/api/user/campaign", 201, microseconds: 350)
        warned.warnings = ["The nmae field is unknown. Did you mean name?"]
        (created.account, refused.account, warned.account) = ("demo", "demo", "demo")
        var control = entry("GET", "/_mock/requests?limit=5", 200, microseconds: 710)
        control.isControlCall = true
        let times = ["14:03:22", "14:03:25", "14:03:31", "14:03:40"]
        let lines = zip([created, refused, warned, control], times).map { entry, time in
            TerminalAccessLine(entry: entry, time: time, style: TerminalStyle(environment: [:], columns: nil)).text
        }
        #expect(block.text == lines.joined())
    }

    private func entry(_ method: String, _ target: String, _ status: Int, microseconds: Int64) -> AccessLogEntry {
        AccessLogEntry(method: method, target: target, status: status, duration: .microseconds(microseconds))
    }
}
