import ArgumentParser
import CampaignMock
import Foundation

/// `campaign-mock exec`: runs a command, such as that of a test run, beside a mock that lives as long as the command.
struct ExecCommand: MockCommand {
    static let usageLine = "campaign-mock exec [<options>] -- <command> [<argument> ...]"

    static let configuration = CommandConfiguration(
        commandName: "exec",
        abstract: "Run a command beside a mock of its own.",
        usage: usageLine,
        discussion: """
            Starts a mock, runs the command, and stops the mock when the command ends. The options are those of the \
            mock, but without --port and --database it listens on a free port and keeps nothing on disk. The \
            command's environment has CAMPAIGN_MOCK_URL, CAMPAIGN_MOCK_API_URL (the base URL of the API) and \
            CAMPAIGN_MOCK_KEY (the first account's key):

              campaign-mock exec --strict -- npm test

            The variables of the mock's settings count here too, except those that say where a mock is: \
            CAMPAIGN_MOCK_HOST, CAMPAIGN_MOCK_PORT, CAMPAIGN_MOCK_PUBLIC_URL, CAMPAIGN_MOCK_PORT_FILE, \
            CAMPAIGN_MOCK_UNIX_SOCKET, CAMPAIGN_MOCK_DATABASE and CAMPAIGN_MOCK_IN_MEMORY. Without --access-log and \
            --log-level, only errors of the mock are logged.

            Exit status: the command's, or 128 and the number of the signal that ended it; 127 when there is no such \
            command, 126 when it cannot be executed; 1 when the mock cannot start; 64 for a mistake before the --.
            """)

    @OptionGroup(title: "Listening") var listening: ListeningOptions
    @OptionGroup(title: "Storage") var storage: StorageOptions
    @OptionGroup(title: "Responses") var answers: AnswerOptions
    @OptionGroup(title: "Control plane") var control: ControlOptions
    @OptionGroup(title: "Webhooks") var webhooks: WebhookOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Logging") var logging: LoggingOptions

    @Option(
        help: ArgumentHelp(
            "Write the mock's state to this file, in one step, when the command has ended.", valueName: "path"))
    var export: String?

    @Argument(parsing: .postTerminator, help: "The command and its arguments.")
    var command: [String] = []

    /// Reads the words after `exec`.
    ///
    /// - Throws: The argument parser's error, also without a command; ``EnvironmentArguments/Invalid``.
    static func parse(inLine words: ArraySlice<String>, environment: [String: String]) throws -> ExecCommand {
        try answerHelpOrVersion(in: words)
        guard words.firstIndex(of: "--").map({ $0 + 1 < words.endIndex }) == true else {
            throw ValidationError("The command is missing. Write it after --, as in campaign-mock exec -- npm test.")
        }
        return try parse(Array(words), environment: CommandEnvironment.settings(in: environment))
    }

    /// Starts the mock, runs the command and stops the mock.
    ///
    /// - Returns: The exit status of the program.
    /// - Throws: ``MockError`` when the mock cannot start or a file cannot be written; the command has not run then,
    ///   except when the message is about the state at the end.
    func run(environment: [String: String], signals: InheritedSignals) async throws -> Int32 {
        let export: ExportFile? = if let path = self.export { try ExportFile(path) } else { nil }
        let portFile: PortFile? = if let path = listening.portFile { try PortFile(replacing: path) } else { nil }
        let relay = try SignalRelay(signals)
        let log = ProgramLog(logging)
        defer { log.finish() }
        var options = try options()
        options.accessLogSink = log.accessLogSink
        return try await withMock(options, logger: log.logger) { mock in
            let written = try portFile?.write(port: mock.port)
            defer { written?.remove() }
            let process = CommandProcess(words: command, environment: CommandEnvironment.of(mock, in: environment))
            let end = await relay.run(process)
            guard end.hasRun else {
                StandardError.write("campaign-mock: \(end.message(command))")
                return end.status
            }
            if end.status != 0 { RefusedRequests(of: mock).write(status: end.status) }
            return try await status(after: end, writing: export, of: mock)
        }
    }

    /// Writes the state. A state that cannot be written fails a command that has succeeded.
    private func status(
        after end: CommandProcess.End, writing export: ExportFile?, of mock: MockServer
    ) async throws -> Int32 {
        guard let export else { return end.status }
        do throws(MockError) {
            try export.write(await mock.state)
            return end.status
        } catch {
            StandardError.write("campaign-mock: \(error.message)")
            return end.status == 0 ? EXIT_FAILURE : end.status
        }
    }
}
