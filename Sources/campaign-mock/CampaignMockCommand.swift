import ArgumentParser
import CampaignMock
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// The program: reads its settings, starts the mock, says where it listens, and stops on SIGTERM, SIGINT and SIGHUP.
@main
struct CampaignMockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaign-mock",
        abstract: "A local stand-in for the campaign API of an outbound-calling platform.",
        discussion: """
            Point a client at http://127.0.0.1:7357/api instead of the real portal. The demo account's key is \
            YOUR_API_KEY, so that the documentation's examples work with only their host changed.

            Every option can stand in the environment as well: --port is CAMPAIGN_MOCK_PORT, --cors-origin is \
            CAMPAIGN_MOCK_CORS_ORIGIN (several with commas between), --strict is CAMPAIGN_MOCK_STRICT=1. The command \
            line goes before the environment: a variable is left out where the command line has its flag or one that \
            excludes it. A variable CAMPAIGN_MOCK_... that is no setting is told on standard error.

            Exit status: 0 after SIGTERM, SIGINT or SIGHUP, 1 when the mock cannot start, 64 for a mistake on the command line.
            """,
        version: MockServer.version)

    @OptionGroup(title: "Where it listens") var listening: ListeningOptions
    @OptionGroup(title: "What it keeps") var storage: StorageOptions
    @OptionGroup(title: "How it answers") var answers: AnswerOptions
    @OptionGroup(title: "Control plane") var control: ControlOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "What it logs") var logging: LoggingOptions

    static func main() async {
        StandardStreams.prepare()
        do {
            let commandLine = Array(CommandLine.arguments.dropFirst())
            let environment = ProcessInfo.processInfo.environment
            let command = try parse(commandLine, environment: environment)
            for line in EnvironmentNotes.lines(for: Flags.all, environment: environment) {
                StandardError.write("campaign-mock: \(line)")
            }
            try await command.run()
        } catch let error as EnvironmentArguments.Invalid {
            StandardError.write("campaign-mock: \(error.message)")
            exit(withError: ExitCode(EX_USAGE))
        } catch let error as MockError {
            StandardError.write("campaign-mock: \(error.message)")
            exit(withError: ExitCode.failure)
        } catch  where exitCode(for: error) == .validationFailure {
            StandardError.write(
                "campaign-mock: \(oneLine(message(for: error))) Type campaign-mock --help for all flags.")
            exit(withError: ExitCode.validationFailure)
        } catch  where exitCode(for: error) == .success {
            // Help and the version, to standard output.
            exit(withError: error)
        } catch {
            StandardError.write("campaign-mock: \(error)")
            exit(withError: ExitCode.failure)
        }
    }

    /// A parser's message, which may list choices on lines of their own, as one line that ends in a full stop.
    static func oneLine(_ message: String) -> String {
        let line = message.replacing("\n  - ", with: " ").replacing("\n", with: " ")
        return line.hasSuffix(".") ? line : line + "."
    }

    /// Reads the settings: command line, then environment, then default.
    static func parse(_ commandLine: [String], environment: [String: String]) throws -> CampaignMockCommand {
        let command = try parse(commandLine)
        let fromEnvironment = try EnvironmentArguments.arguments(
            for: Flags.all, commandLine: commandLine, environment: environment)
        for (variable, arguments) in fromEnvironment {
            do {
                _ = try parse(arguments)
            } catch {
                throw EnvironmentArguments.Invalid(variable: variable, reason: oneLine(message(for: error)))
            }
        }
        guard !fromEnvironment.isEmpty else { return command }
        do {
            return try parse(fromEnvironment.flatMap(\.arguments) + commandLine)
        } catch {
            // Each is right by itself: two of them exclude each other.
            let variables = Flags.all.filter { !$0.excluded.isEmpty }.map(\.variable)
                .filter { variable in fromEnvironment.contains { $0.variable == variable } }
            throw EnvironmentArguments.Invalid(
                variable: variables.joined(separator: ", "), reason: oneLine(message(for: error)))
        }
    }

    func run() async throws {
        // First: whatever takes time at the start, a script must not read the port of an earlier mock meanwhile.
        let portFile: PortFile? = if let path = listening.portFile { try PortFile(replacing: path) } else { nil }
        let log = ProgramLog(logging)
        defer { log.finish() }
        var options = try options()
        options.accessLogSink = log.accessLogSink
        let mock = try MockServer(options, logger: log.logger)
        let readyLine = ReadyLine(
            url: mock.url, storage: storage.description, notes: ReadyNotes.notes(of: options, for: mock),
            isTerminal: isatty(STDOUT_FILENO) == 1)
        let group = ServiceGroup(
            services: [AnnouncedMock(mock: mock, portFile: portFile, readyLine: readyLine, logger: log.logger)],
            gracefulShutdownSignals: StopSignals.all, logger: log.lifecycleLogger)
        try await group.run()
    }

    /// The settings as the library takes them.
    func options() throws(MockError) -> MockOptions {
        var options = MockOptions()
        try listening.apply(to: &options)
        try storage.apply(to: &options)
        try answers.apply(to: &options)
        try control.apply(to: &options)
        try limits.apply(to: &options)
        options.accessLog = logging.logsAccess
        return options
    }
}
