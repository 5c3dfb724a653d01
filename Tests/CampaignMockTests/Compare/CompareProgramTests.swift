import ArgumentParser
import CampaignMock
import Foundation
import JSON
import TestSupport
import Testing

@testable import campaign_mock

@Suite("compare", .timeLimit(.minutes(1))) struct CompareProgramTests {
    @Test("sends nothing that writes without --yes or a terminal, and says so")
    func withoutConsent() async throws {
        try await withMock { real in
            let run = try await ProgramRun.of(
                ["compare", "--real", real.url, "--assistant", "127", "--only", "user", "--only", "created*"],
                environment: ["CAMPAIGN_MOCK_REAL_KEY": "demo-key", "CI": "true"])
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.errors == "")
            #expect(
                run.output.contains("7 requests create a campaign each at the real endpoint: created-with-defaults, "))
            #expect(run.output.contains("--yes is not given"))
            #expect(
                run.output.contains("same       user\n1 request was compared: 1 the same, 0 different; 8 left out.\n"))
            #expect(try await real.campaigns.isEmpty)
            #expect(try real.requests.map(\.target) == ["/api/user/me"])
        }
    }

    @Test("writes with --yes, reports as JSON, deletes what it has created, and masks the key that an endpoint repeats")
    func report() async throws {
        try await withMock { real in
            let fault = MockFault.status(
                200, headers: ["Content-Type": "application/json"], body: #"{"id":1,"name":"demo-key","demo-key":2}"#,
                for: MockMatch("GET", "/user/me"))
            try real.faults.add(fault)
            try await withTemporaryDirectory { directory in
                let file = directory.appending(path: "key")
                try Data("demo-key\n".utf8).write(to: file)
                let run = try await ProgramRun.of([
                    "compare", "--real", real.url + "/api/", "--assistant", "127", "--only", "user", "--only",
                    "created",
                    "--yes", "--delete", "--json", "--key-file", file.path,
                ])
                #expect(run.status == 1, "\(run.errors)")
                #expect(!(run.output + run.errors).contains("demo-key"))
                let json = try JSONReader.read(Array(run.output.utf8).span)
                #expect(json["real"]?.string == real.url + "/api")
                #expect(json["same"] == 1 && json["different"] == 1)
                #expect(json["requests"]?[0]?["differences"]?.array?.contains { $0["path"] == "***" } == true)
                #expect(json["created"] == [["id": 1, "name": "Product Demo Campaign", "deleted": true]])
                #expect(run.errors.contains("created    campaign 1 at the real endpoint\n"))
                #expect(try await real.campaigns.isEmpty)
            }
        }
    }

    @Test("prints what the manual shows")
    func example() async throws {
        var options = MockOptions()
        options.validationMessage = .text("Nothing fits.")
        let example = try #require(try Document.article("RealAPI").blocks.first { $0.language == "text" })
        try await withMock(options) { real in
            let run = try await ProgramRun.of([
                "compare", "--real", real.url, "--key", "demo-key", "--only", "user", "--only",
                "validation-of-one-field", "--max-calls-in-parallel", "10",
            ])
            #expect(run.status == 1)
            #expect(run.output.split(separator: "\n").dropFirst().map(String.init) == example.lines)
        }
    }

    @Test(
        "refuses a mistake on the command line, without the key",
        arguments: [
            ("--key se_cret", "--real is missing"), ("--real portal.example --key se_cret", "portal.example"),
            ("--real https://h", "CAMPAIGN_MOCK_REAL_KEY"), ("--real https://h --key se_crät", "--key cannot be sent"),
            ("--real https://h --key-file /missing", "/missing"),
            ("--real https://h --key se_cret --key-file -", "exclude"),
            ("--real https://h --key se_cret --only creatd", "Did you mean created?"),
            ("--real https://h --key se_cret --assistant 0", "--assistant 0"),
        ])
    func refused(_ words: String, _ text: String) throws {
        let error = #expect(throws: (any Error).self) {
            try CompareCommand.read(inLine: words.split(separator: " ").map(String.init)[...], environment: [:])
        }
        let thrown = try #require(error)
        #expect(CampaignMockCommand.exitCode(for: thrown) == .validationFailure)
        let message = CampaignMockCommand.message(for: thrown)
        #expect(message.contains(text) && !message.contains("se_cr"), "\(message)")
    }

    @Test(
        "tells in one line why nothing was compared",
        arguments: [
            ("--real https://portal.example --key secret", ["CI": "1"], 2, "CI is set"),
            ("--real http://127.0.0.1 --key secret --only created", [:], 2, "No request is left"),
            ("--real http://127.0.0.1:1 --key secret --only user", [:], 2, "curl: (7)"),
            ("--real http://127.0.0.1:1 --key secret --only user", ["PATH": "/missing"], 2, "curl is not installed"),
            ("--real http://127.0.0.1:1 --key-file -", [:], 64, "--key-file is empty"),
        ] as [(String, [String: String], Int32, String)])
    func failures(_ words: String, _ environment: [String: String], _ status: Int32, _ text: String) async throws {
        let run = try await ProgramRun.of(
            ["compare"] + words.split(separator: " ").map(String.init),
            environment: ["CI": ""].merging(environment) { $1 })
        #expect(run.status == status)
        #expect(run.errors.hasPrefix("campaign-mock: ") && run.errors.contains(text), "\(run.errors)")
        #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
        #expect(!(run.output + run.errors).contains("secret"))
    }

    @Test("lists all requests with what they need, and sends none")
    func list() async throws {
        let run = try await ProgramRun.of(["compare", "--list"])
        #expect(run.status == 0)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == ComparedRequest.names.count)
        #expect(lines.contains("refusal  validation-of-one-field (needs --max-calls-in-parallel)"))
    }
}
