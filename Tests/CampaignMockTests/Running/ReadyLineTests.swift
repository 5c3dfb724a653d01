import CampaignMock
import Foundation
import Testing

@testable import campaign_mock

@Suite("Ready line") struct ReadyLineTests {
    /// What it says for a command line, the port left out.
    private func text(_ arguments: [String]) async throws -> String {
        let command = try CampaignMockCommand.parse(arguments, environment: [:])
        var options = try command.options()
        if case .tcp(let host, _) = options.endpoint { options.endpoint = .tcp(host: host, port: 0) }
        let mock = try MockServer(options)
        let line = ReadyLine(
            url: mock.url, storage: command.storage.description, notes: ReadyNotes.notes(of: options, for: mock),
            isTerminal: false)
        // A mock that is stopped before it runs only closes its database.
        mock.stop()
        try await mock.run()
        return line.text.replacing(":\(mock.port) ", with: " ")
    }

    @Test("names the URL and where the data lives, and nothing else when all is as usual")
    func usual() async throws {
        #expect(try await text(["--in-memory"]) == "campaign-mock listens on http://127.0.0.1 (in memory)\n")
    }

    @Test(
        "says what is not as usual",
        arguments: [
            (["--strict"], "strict: warnings answer 422"),
            (["--clock", "2026-02-23T11:00:00+01:00"], "clock stands still at 2026-02-23T10:00:00Z"),
            (["--no-control"], "control plane switched off"), (["--no-prefer"], "Prefer is ignored"),
            (["--journal-entries", "0"], "no journal"), (["--durability", "full"], "durability full"),
            (["--control-token", "secret"], "control plane asks for its token"),
            (["--host", "0.0.0.0", "--control"], "control plane open to other machines, without a token"),
            (["--validation-message", "x"], "a 422's message is your own"),
            (["--validation-summary"], "a 422's message is the framework's summary"),
            (["--cors-origin", "https://app.example"], "answers for pages of https://app.example only"),
        ])
    func unusual(_ row: (arguments: [String], note: String)) async throws {
        #expect(
            try await text(["--in-memory"] + row.arguments)
                == "campaign-mock listens on http://127.0.0.1 (in memory; \(row.note))\n")
    }

    @Test("says that a seed was not read, because the database is not new")
    func seedNotRead() async throws {
        try await withTemporaryDirectory { directory async throws in
            let arguments = [
                "--database", directory.appending(path: "mock.sqlite").path,
                "--seed", Fixture.directory.appending(path: "demo.json").path,
            ]
            let (first, second) = (try await text(arguments), try await text(arguments))
            #expect(!first.contains("--seed"))
            #expect(second.hasSuffix("; --seed not read before a reset, because the database is not new)\n"))
        }
    }
}
