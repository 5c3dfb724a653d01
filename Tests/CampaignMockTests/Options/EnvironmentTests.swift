import CampaignMock
import Testing

@testable import campaign_mock

@Suite("Environment") struct EnvironmentTests {
    private func options(_ commandLine: [String], _ environment: [String: String]) throws -> MockOptions {
        try CampaignMockCommand.parse(commandLine, environment: environment).options()
    }

    @Test("is ignored when the command line has the flag in its short or long form, even if the variable is invalid")
    func letters() throws {
        for argument in [["-p", "0"], ["-p=0"], ["--port", "0"], ["--port=0"]] {
            #expect(
                try options(argument, ["CAMPAIGN_MOCK_PORT": "many"]).endpoint == .tcp(host: "localhost", port: 0))
        }
        for argument in [["-d", "x"], ["-d=x"], ["--database", "x"]] {
            #expect(try options(argument, ["CAMPAIGN_MOCK_DATABASE": "y"]).database == .file(path: "x"))
        }
    }

    @Test("is ignored when the command line has a flag that excludes the variable")
    func exclusions() throws {
        #expect(try options(["--in-memory"], ["CAMPAIGN_MOCK_DATABASE": "y"]).database == .inMemory)
        #expect(try options(["-d", "x"], ["CAMPAIGN_MOCK_IN_MEMORY": "1"]).database == .file(path: "x"))
        let address = [
            "CAMPAIGN_MOCK_PORT": "1", "CAMPAIGN_MOCK_HOST": "localhost", "CAMPAIGN_MOCK_PORT_FILE": "port",
        ]
        #expect(try options(["--unix-socket", "s"], address).endpoint == .unixSocket(path: "s"))
        for argument in [["-p", "5"], ["--host", "localhost", "-p", "5"], ["--port-file", "f", "-p", "5"]] {
            #expect(
                try options(argument, ["CAMPAIGN_MOCK_UNIX_SOCKET": "s"]).endpoint == .tcp(host: "localhost", port: 5))
        }
    }

    @Test("is refused when two variables exclude each other, and the error names both")
    func contradiction() {
        let error = #expect(throws: EnvironmentArguments.Invalid.self) {
            try options(
                [], ["CAMPAIGN_MOCK_DATABASE": "x", "CAMPAIGN_MOCK_IN_MEMORY": "1", "CAMPAIGN_MOCK_STRICT": "1"])
        }
        #expect(error?.variable == "CAMPAIGN_MOCK_DATABASE, CAMPAIGN_MOCK_IN_MEMORY")
    }

    @Test("is searched for misspelt variables, each reported once with the nearest setting")
    func misspelt() throws {
        let environment = [
            "CAMPAIGN_MOCK_PROT": "1", "CAMPAIGN_MOCK_PORT": "1", "CAMPAIGN_MOCK_UNHEARD_OF": "1",
            "CAMPAIGN_MOCK_X": "",
            "PATH": "/",
        ]
        let lines = EnvironmentNotes.lines(for: Flags.all, environment: environment)
        #expect(lines.count == 2)
        #expect(lines.first?.contains("CAMPAIGN_MOCK_PROT ") == true)
        #expect(lines.first?.contains("Did you mean CAMPAIGN_MOCK_PORT?") == true)
        #expect(lines.last?.contains("CAMPAIGN_MOCK_UNHEARD_OF ") == true)
    }

    @Test("is searched for service links of a container platform, which are ignored and reported in one line")
    func serviceLinks() throws {
        let environment = [
            "CAMPAIGN_MOCK_PORT": "tcp://10.0.0.11:7357", "CAMPAIGN_MOCK_SERVICE_HOST": "10.0.0.11",
            "CAMPAIGN_MOCK_SERVICE_PORT": "7357", "CAMPAIGN_MOCK_SERVICE_PORT_HTTP": "7357",
            "CAMPAIGN_MOCK_PORT_7357_TCP": "tcp://10.0.0.11:7357", "CAMPAIGN_MOCK_PORT_7357_TCP_PROTO": "tcp",
            "CAMPAIGN_MOCK_PORT_7357_TCP_PORT": "7357", "CAMPAIGN_MOCK_PORT_7357_TCP_ADDR": "10.0.0.11",
            "CAMPAIGN_MOCK_STAGING_PORT": "tcp://10.0.0.12:80", "CAMPAIGN_MOCK_STAGING_SERVICE_HOST": "10.0.0.12",
        ]
        #expect(try options([], environment).endpoint == .tcp(host: "localhost", port: 7357))
        let lines = EnvironmentNotes.lines(for: Flags.all, environment: environment)
        #expect(lines.count == 1)
        for variable in environment.keys { #expect(lines.first?.contains(variable) == true) }
        // A value that is neither a port nor a service link is still an error.
        #expect(throws: EnvironmentArguments.Invalid.self) { try options([], ["CAMPAIGN_MOCK_PORT": "10.0.0.11:7357"]) }
    }

    @Test("is reported on standard error when a variable is not a setting, and the mock starts")
    func reported() async throws {
        let program = try Program(
            ["--in-memory", "-p", "0"],
            environment: ["CAMPAIGN_MOCK_PROT": "1", "CAMPAIGN_MOCK_PORT": "tcp://10.0.0.1:1"])
        _ = try await program.port()
        program.send(15)
        #expect(await program.exitStatus() == 0)
        let lines = program.errors.split(separator: "\n")
        #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("campaign-mock: CAMPAIGN_MOCK_P") })
    }
}
