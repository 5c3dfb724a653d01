import ArgumentParser
import CampaignMock

/// `campaign-mock health`: asks a mock that runs, in this process or another, on this machine or another, how it is.
struct HealthCommand: ParsableCommand {
    static let usageLine = "campaign-mock health [<options>] [<url>]"

    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Ask a running mock whether it is healthy.",
        usage: usageLine,
        discussion: """
            Asks GET /_mock/health and prints one line. The mock's address is the URL, or --host and --port, or \
            --unix-socket, or the variable CAMPAIGN_MOCK_URL, or the variables CAMPAIGN_MOCK_UNIX_SOCKET, \
            CAMPAIGN_MOCK_HOST and CAMPAIGN_MOCK_PORT, or http://localhost:7357.

            Exit status: 0 when the mock is healthy, 1 when it is not, 64 for a mistake on the command line or in the \
            environment.
            """)

    @Argument(help: "The mock's URL, such as http://127.0.0.1:7357 or unix:mock.socket.")
    var url: String?

    @Option(help: "The host name or address of the mock. (default: localhost)")
    var host: String?

    @Option(
        name: .shortAndLong, parsing: .unconditional, help: "The port of the mock. (default: 7357)",
        transform: NumberText.whole)
    var port: Int?

    @Option(help: ArgumentHelp("The Unix domain socket of the mock.", valueName: "path"))
    var unixSocket: String?

    @Option(
        help: ArgumentHelp(
            "The bearer token of the mock's control plane. (default: CAMPAIGN_MOCK_CONTROL_TOKEN)", valueName: "token"))
    var controlToken: String?

    @Flag(help: "Wait until the mock is healthy, at most for the time of --timeout.")
    var wait = false

    @Option(
        help: ArgumentHelp(
            "The longest time to take, such as 10s, 500ms or 2m. (default: 10s)", valueName: "time"),
        transform: TimeText.duration)
    var timeout: Duration?

    func validate() throws {
        if unixSocket != nil, host != nil || port != nil {
            throw ValidationError("--unix-socket excludes --host and --port. Leave one of them out.")
        }
        if url != nil, unixSocket != nil || host != nil || port != nil {
            throw ValidationError("A URL excludes --host, --port and --unix-socket. Leave one of them out.")
        }
        if host?.isEmpty == true { throw ValidationError("--host is empty. Give it a name or an address.") }
        if unixSocket?.isEmpty == true {
            throw ValidationError("--unix-socket is empty. Give it the path of a socket.")
        }
        if let port, !MockAddress.ports.contains(port) {
            throw ValidationError("--port \(port) is out of range. Choose from 1 to 65535.")
        }
        try usage { (_) throws(MockError) in
            if let controlToken { try OptionCheck.token("--control-token", controlToken) }
        }
    }

    /// Reads the words after `health`.
    ///
    /// - Throws: The argument parser's error; ``EnvironmentArguments/Invalid`` that names the variable.
    static func check(inLine words: ArraySlice<String>, environment: [String: String]) throws -> HealthCheck {
        try answerHelpOrVersion(in: words)
        let command = try parse(Array(words))
        let variables = AddressVariables(environment)
        let token = command.controlToken ?? variables.token
        return HealthCheck(
            request: HealthRequest(address: try command.address(variables), token: token), waits: command.wait,
            timeout: command.timeout ?? .seconds(10))
    }

    private func address(_ variables: AddressVariables) throws -> MockAddress {
        if let url { return try MockAddress(url: url) }
        if let unixSocket { return .unixSocket(path: unixSocket) }
        if host == nil, port == nil, let address = try variables.address { return address }
        return try .tcp(
            host: host ?? variables.host ?? ListeningOptions.defaultHost, port: port ?? variables.port ?? 7357)
    }
}
