import ArgumentParser
import CampaignMock
import Testing

@testable import campaign_mock

@Suite("Each subcommand") struct SubcommandTests {
    private static func read(_ words: ArraySlice<String>, by subcommand: Subcommand) throws {
        switch subcommand {
        case .exec: _ = try ExecCommand.parse(inLine: words, environment: [:])
        case .health: _ = try HealthCommand.check(inLine: words, environment: [:])
        case .`init`: _ = try InitCommand.read(inLine: words)
        case .compare: _ = try CompareCommand.read(inLine: words, environment: [:])
        }
    }

    @Test(
        "is proposed for a word that looks like it, also beside settings of the environment",
        arguments: [("halth", "health"), ("exce", "exec"), ("compere", "compare"), ("Init", "init")])
    func misspelt(_ word: String, _ meant: String) throws {
        for environment in [[:], ["CAMPAIGN_MOCK_PORT": "0"]] {
            let error = try #require(throws: (any Error).self) {
                try CampaignMockCommand.parse([word], environment: environment)
            }
            let message = CampaignMockCommand.message(for: error)
            #expect(message == "There is no command '\(word)'. Did you mean \(meant)?")
        }
        let error = try #require(throws: (any Error).self) { try CampaignMockCommand.read(["surplus"]) }
        #expect(!CampaignMockCommand.message(for: error).contains("Did you mean"))
    }

    @Test(
        "answers the flags that its help lists: --help and --version",
        arguments: [Subcommand.exec, .health, .`init`, .compare])
    func answers(_ subcommand: Subcommand) throws {
        let usage = "USAGE: campaign-mock \(subcommand.rawValue) "
        for (flag, text) in [("--version", MockServer.version), ("--help", usage)] {
            let error = try #require(throws: CleanExit.self) { try Self.read([flag], by: subcommand) }
            #expect(CampaignMockCommand.fullMessage(for: error).contains(text))
        }
    }
}
