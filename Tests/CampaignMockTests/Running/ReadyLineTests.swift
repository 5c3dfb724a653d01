import CampaignMock
import Foundation
import Testing

@testable import campaign_mock

@Suite("Ready line") struct ReadyLineTests {
    /// The ready line for a command line, without the port.
    private func text(_ arguments: [String]) async throws -> String {
        let command = try CampaignMockCommand.parse(arguments, environment: [:])
        var options = try command.options()
        if case .tcp(let host, _) = options.endpoint { options.endpoint = .tcp(host: host, port: 0) }
        let mock = try MockServer(options)
        let line = ReadyLine(
            url: mock.url, storage: command.storage.description, publicURL: mock.publicURL,
            notes: ReadyNotes.notes(of: options, for: mock), isTerminal: false)
        // `run()` after `stop()` serves no request and closes the database.
        mock.stop()
        try await mock.run()
        return line.text.replacing(":\(mock.port) ", with: " ")
    }

    @Test("with default settings contains only the URL and the location of the data")
    func usual() async throws {
        #expect(try await text(["--in-memory"]) == "campaign-mock listens on http://127.0.0.1 (in memory)\n")
    }

    @Test(
        "describes settings that differ from the defaults",
        arguments: [
            (["--public-url", "HTTPS://Mock.test:443/a/"], "public URL https://mock.test/a"),
            (
                ["--host", "0.0.0.0"],
                "control plane shut except GET /_mock/health, because other machines can reach 0.0.0.0: "
                    + "--control-token TOKEN opens it"
            ),
            (["--host", "0.0.0.0", "--no-control"], "control plane switched off except GET /_mock/health"),
            (["--strict"], "strict: a warning is a 422"),
            (["--clock", "2026-02-23T11:00:00+01:00"], "clock frozen at 2026-02-23T10:00:00Z"),
            (["--no-control"], "control plane switched off"), (["--no-prefer"], "Prefer is ignored"),
            (["--journal-entries", "0"], "no journal"), (["--durability", "full"], "durability full"),
            (["--control-token", "secret"], "control plane requires its token"),
            (["--host", "0.0.0.0", "--control"], "control plane open to other machines, without a token"),
            (["--validation-message", "x"], "422 message: from --validation-message"),
            (["--validation-summary"], "422 message: the framework's summary"),
            (
                ["--seed", Fixture.directory.appending(path: "demo.json").path, "--watch"],
                "a change of the seed file resets the mock"
            ),
            (["--cors-origin", "https://app.example"], "responses readable only by pages of https://app.example"),
        ])
    func unusual(_ row: (arguments: [String], note: String)) async throws {
        #expect(
            try await text(["--in-memory"] + row.arguments)
                == "campaign-mock listens on http://127.0.0.1 (in memory; \(row.note))\n")
    }

    @Test("at a terminal is followed by a curl line with the public URL")
    func tryIt() {
        let line = ReadyLine(
            url: "unix:s", storage: "in memory", publicURL: "https://mock.test/a", notes: [], isTerminal: true)
        #expect(line.text.contains("curl -X POST https://mock.test/a/api/user/campaign "))
    }

    @Test("says that the seed is ignored when the database already exists")
    func seedNotRead() async throws {
        try await withTemporaryDirectory { directory async throws in
            let arguments = [
                "--database", directory.appending(path: "mock.sqlite").path,
                "--seed", Fixture.directory.appending(path: "demo.json").path,
            ]
            let (first, second) = (try await text(arguments), try await text(arguments))
            #expect(!first.contains("--seed"))
            #expect(second.hasSuffix("; --seed ignored until a reset, because the database already exists)\n"))
        }
    }
}
