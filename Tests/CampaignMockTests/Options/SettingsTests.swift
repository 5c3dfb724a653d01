import ArgumentParser
import CampaignMock
import Foundation
import JSON
import Testing

@testable import campaign_mock

@Suite("Settings") struct SettingsTests {
    private func options(_ commandLine: [String] = [], _ environment: [String: String] = [:]) throws -> MockOptions {
        try CampaignMockCommand.parse(commandLine, environment: environment).options()
    }

    @Test("come from the command line, then the environment, then the defaults")
    func order() throws {
        let environment = ["CAMPAIGN_MOCK_PORT": "8001", "CAMPAIGN_MOCK_HOST": "mock.test"]
        #expect(try options().endpoint == .tcp(host: "localhost", port: 7357))
        #expect(try options([], environment).endpoint == .tcp(host: "mock.test", port: 8001))
        #expect(try options(["--port", "8002"], environment).endpoint == .tcp(host: "mock.test", port: 8002))
        #expect(try options(["-p", "8002"], environment).endpoint == .tcp(host: "mock.test", port: 8002))
        #expect(try options(["--port=8002"], environment).endpoint == .tcp(host: "mock.test", port: 8002))
    }

    @Test("read switches and lists from the environment")
    func switches() throws {
        #expect(try options([], ["CAMPAIGN_MOCK_STRICT": "1"]).strict)
        #expect(try options([], ["CAMPAIGN_MOCK_STRICT": "off"]).strict == false)
        #expect(try options(["--no-strict"], ["CAMPAIGN_MOCK_STRICT": "1"]).strict == false)
        #expect(try options([], ["CAMPAIGN_MOCK_IN_MEMORY": "yes"]).database == .inMemory)
        #expect(try options(["--database", ":memory:"]).database == .inMemory)
        let origins = ["https://a.example", "https://b.example"]
        #expect(
            try options([], ["CAMPAIGN_MOCK_CORS_ORIGIN": "https://a.example, https://b.example"]).corsOrigins
                == .listed(origins))
        #expect(
            try options(
                ["--cors-origin", "https://c.example"], ["CAMPAIGN_MOCK_CORS_ORIGIN": "https://a.example"]
            ).corsOrigins == .listed(["https://c.example"]))
    }

    @Test("choose the message of a 422")
    func validationMessage() throws {
        #expect(try options().validationMessage == .documented)
        #expect(try options(["--validation-summary"]).validationMessage == .summary)
        #expect(try options([], ["CAMPAIGN_MOCK_VALIDATION_SUMMARY": "1"]).validationMessage == .summary)
        #expect(try options(["--validation-message", "No."]).validationMessage == .text("No."))
    }

    @Test("choose the form of the list of leads")
    func leadList() throws {
        #expect(try options().leadList == .pages)
        #expect(try options(["--lead-list", "bare"]).leadList == .bare)
        #expect(try options([], ["CAMPAIGN_MOCK_LEAD_LIST": "bare"]).leadList == .bare)
        #expect(try options(["--lead-list", "pages"], ["CAMPAIGN_MOCK_LEAD_LIST": "bare"]).leadList == .pages)
    }

    @Test("choose who begins calls")
    func calls() throws {
        #expect(try options().calls == .on)
        #expect(try options(["--calls", "off"]).calls == .off)
        #expect(try options([], ["CAMPAIGN_MOCK_CALLS": "off"]).calls == .off)
    }

    @Test(
        "with an invalid variable are refused in one line that names the variable",
        arguments: [
            ("CAMPAIGN_MOCK_PORT", "eighty"), ("CAMPAIGN_MOCK_PORT", "65536"), ("CAMPAIGN_MOCK_STRICT", "perhaps"),
            ("CAMPAIGN_MOCK_POLLER", "select"), ("CAMPAIGN_MOCK_CLOCK", "noon"), ("CAMPAIGN_MOCK_IDLE_TIMEOUT", "-1"),
            ("CAMPAIGN_MOCK_LEAD_LIST", "list"), ("CAMPAIGN_MOCK_CALLS", "some"),
        ])
    func invalid(_ variable: String, _ value: String) throws {
        let error = #expect(throws: EnvironmentArguments.Invalid.self) { try options([], [variable: value]) }
        #expect(error?.variable == variable)
        #expect(error?.message.contains(variable) == true)
        #expect(error?.message.contains("\n") == false)
    }

    @Test(
        "that contradict each other or are out of range are refused",
        arguments: [
            ["--port", "-1"], ["--port", "65536"], ["--threads", "0"], ["--unix-socket", "/tmp/s", "--port", "1"],
            ["--in-memory", "--database", "x"], ["--max-body-bytes", "0"], ["--idle-timeout", "nan"],
            ["--validation-summary", "--validation-message", "x"],
            ["--max-state-bytes", "0"], ["--watch"],
            ["--nonsense"], ["--prot", "1"], ["surplus"], ["--durability", "some"], ["--control-token", ""],
            ["--control-token", " "],
            ["--port-file", ""], ["--seed", ""], ["--database", ""], ["--host", ""], ["--unix-socket", ""],
            ["--head-timeout", "inf"], ["--shutdown-timeout", "1e-9"], ["--cors-origin", "app.example"],
            ["--control-origin", "*"], ["--control-host", "mock.test:80"], ["--clock", "1969-12-31T23:59:59Z"],
            ["--clock", "2026-02-23T10:00:00.5Z"], ["--journal-entries", "-1"],
        ])
    func refused(_ commandLine: [String]) {
        let error = #expect(throws: (any Error).self) { try options(commandLine) }
        guard let error else { return }
        let message = CampaignMockCommand.oneLine(CampaignMockCommand.message(for: error))
        #expect(!message.contains("\n") && !message.hasSuffix("?.") && !message.contains("Domain"), "\(message)")
        #expect(commandLine[0].hasPrefix("--") == false || message.contains(commandLine[0]), "\(message)")
    }

    @Test("can all be set by environment variables")
    func allFlags() throws {
        let help = CampaignMockCommand.helpMessage(columns: 200)
        let flags = help.matches(of: /(?m)^ +(?:-\w, )?--([a-z-]+)/).map { String($0.1) }
        let documented = Set(flags.filter { $0 != "help" && $0 != "version" })
        #expect(documented == Set(Flags.all.map(\.name)))
    }
}
