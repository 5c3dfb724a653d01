import ArgumentParser
import CampaignMock
import Foundation
import Logging
import Testing

@testable import campaign_mock

@Suite("Settings of exec") struct ExecSettingsTests {
    private func command(_ words: String, _ environment: [String: String] = [:]) throws -> ExecCommand {
        try ExecCommand.parse(
            inLine: words.split(separator: " ").map(String.init)[...], environment: environment)
    }

    @Test("are a free port, memory, and no log but errors, unless a flag says otherwise")
    func defaults() throws {
        let command = try self.command("-- true")
        let options = try command.options()
        #expect(options.endpoint == .tcp(host: "localhost", port: 0))
        #expect(options.database == .inMemory)
        #expect(!options.accessLog)
        #expect(command.logging.logLevel == .error)
        #expect(try self.command("-p 7000 -- true").options().endpoint == .tcp(host: "localhost", port: 7_000))
        #expect(try self.command("-d x -- true").options().database == .file(path: "x"))
        #expect(try self.command("--unix-socket s -- true").options().endpoint == .unixSocket(path: "s"))
        #expect(try self.command("--access-log on -- true").options().accessLog)
    }

    @Test("come from the environment too, except where a mock is")
    func environment() throws {
        let elsewhere = [
            "HOST": "0.0.0.0", "PORT": "many", "PORT_FILE": "f", "UNIX_SOCKET": "s", "DATABASE": "x", "IN_MEMORY": "0",
            "PUBLIC_URL": "https://mock.test",
        ]
        let environment = Dictionary(uniqueKeysWithValues: elsewhere.map { ("CAMPAIGN_MOCK_\($0.key)", $0.value) })
        let command = try self.command(
            "-- true", environment.merging(["CAMPAIGN_MOCK_STRICT": "1", "CAMPAIGN_MOCK_ACCESS_LOG": "on"]) { $1 })
        let options = try command.options()
        #expect(options.endpoint == .tcp(host: "localhost", port: 0))
        #expect(options.database == .inMemory && options.publicURL == nil)
        #expect(command.listening.portFile == nil)
        #expect(options.strict && options.accessLog)
        #expect(throws: EnvironmentArguments.Invalid.self) {
            try self.command("-- true", ["CAMPAIGN_MOCK_STRICT": "perhaps"])
        }
    }

    @Test("end at --, after which all words are the command's")
    func terminator() throws {
        let command = try self.command("--strict -- mkdir -p --database -- x --help", ["CAMPAIGN_MOCK_PORT": "1"])
        #expect(command.command == ["mkdir", "-p", "--database", "--", "x", "--help"])
        #expect(try command.options().endpoint == .tcp(host: "localhost", port: 0))
        #expect(try command.options().database == .inMemory)
    }

    @Test("of the command are the mock's URLs and the first key, also over a Unix domain socket")
    func handed() async throws {
        try await withTemporaryDirectory { directory in
            var options = MockOptions()
            let path = directory.appending(path: "socket").path
            for endpoint in [MockOptions.Endpoint.tcp(host: "127.0.0.1", port: 0), .unixSocket(path: path)] {
                options.endpoint = endpoint
                let mock = try MockServer(options, logger: silentLogger)
                let handed = CommandEnvironment.of(mock, in: ["PATH": "/bin", "CAMPAIGN_MOCK_KEY": "old"])
                let base = mock.port == 0 ? "http://localhost" : mock.url
                #expect(
                    handed == [
                        "PATH": "/bin", "CAMPAIGN_MOCK_URL": mock.url, "CAMPAIGN_MOCK_API_URL": base + "/api",
                        "CAMPAIGN_MOCK_KEY": "YOUR_API_KEY",
                    ])
                #expect(EnvironmentNotes.lines(for: Flags.all, environment: handed) == [])
                mock.stop()
                try await mock.run()
            }
        }
    }

    @Test("are told in the manual: the variables of the command, and the flags of the subcommands")
    func manual() throws {
        let variables = try Document.article("InATestSuite").table("variable").rows.flatMap { $0[0].codes }
        #expect(variables == CommandEnvironment.all)
        let rows = try Document.article("Flags").table("subcommand").rows
        for (name, type) in [("exec", ExecCommand.self as any ParsableCommand.Type), ("health", HealthCommand.self)] {
            let help = CampaignMockCommand.helpMessage(for: type, columns: 200)
            let flags = Set(help.matches(of: /(?m)^ +(?:-\w, )?--([a-z-]+)/).map { String($0.1) })
            let own = flags.subtracting(name == "exec" ? Flags.all.map(\.name) : []).subtracting(["help", "version"])
            let told = rows.filter { $0[0].codes == [name] }.flatMap { $0[1].codes }.filter { $0.hasPrefix("--") }
            #expect(told.map { String($0.dropFirst(2).prefix { $0 != " " }) }.sorted() == own.sorted())
        }
    }

    @Test("and those of health are shown by --help, and so are the subcommands themselves")
    func help() throws {
        let program = CampaignMockCommand.helpMessage(columns: 200)
        #expect(program.contains("exec ") && program.contains("health "))
        for word in ["exec", "health"] {
            #expect(throws: (any Error).self) { try CampaignMockCommand.read(["help", word]) }
        }
        let exec = CampaignMockCommand.helpMessage(for: ExecCommand.self, columns: 200)
        for flag in Flags.all.map(\.name) + ["export"] { #expect(exec.contains("--\(flag)"), "\(flag)") }
        let health = CampaignMockCommand.helpMessage(for: HealthCommand.self, columns: 200)
        #expect(health.contains("--timeout") && health.contains("--wait") && !health.contains("--strict"))
    }
}
