import ArgumentParser
import CampaignMock
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// The program `campaign-mock`.
///
/// It reads its settings, starts the mock, prints the ready line, and stops on SIGTERM, SIGINT or SIGHUP.
@main
struct CampaignMockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaign-mock",
        abstract: "A local stand-in for the campaign API of an outbound-calling platform.",
        discussion: """
            Point a client at http://127.0.0.1:7357/api instead of the real portal. The demo account's key is \
            YOUR_API_KEY, so the documentation's examples work when you change only their host.

            Every option can also be set by an environment variable: CAMPAIGN_MOCK_PORT sets --port, \
            CAMPAIGN_MOCK_STRICT=1 sets --strict, and CAMPAIGN_MOCK_CORS_ORIGIN sets --cors-origin (separate several \
            values by commas). The command line takes precedence: a variable is ignored when the command line has its \
            option, or an option that excludes it. A variable CAMPAIGN_MOCK_... that is not a setting is ignored, with \
            a line on standard error.

            Exit status: 0 after SIGTERM, SIGINT or SIGHUP; 1 when the mock cannot start; 64 for a mistake on the \
            command line or in the environment.
            """,
        version: MockServer.version)

    @OptionGroup(title: "Listening") var listening: ListeningOptions
    @OptionGroup(title: "Storage") var storage: StorageOptions
    @OptionGroup(title: "Responses") var answers: AnswerOptions
    @OptionGroup(title: "Control plane") var control: ControlOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Logging") var logging: LoggingOptions

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
            // --help and --version end here: ArgumentParser prints their text to standard output.
            exit(withError: error)
        } catch {
            StandardError.write("campaign-mock: \(error)")
            exit(withError: ExitCode.failure)
        }
    }

    /// Joins a message of the argument parser, which may list choices on separate lines, to one line with a full stop or
    /// the message's own question mark at its end.
    static func oneLine(_ message: String) -> String {
        let line = message.replacing("\n  - ", with: " ").replacing("\n", with: " ")
        return line.hasSuffix(".") || line.hasSuffix("?") ? line : line + "."
    }

    /// Reads the settings. The command line precedes the environment, the environment precedes the defaults.
    ///
    /// - Throws: ``EnvironmentArguments/Invalid`` that names the variable, or the argument parser's error.
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
        guard !fromEnvironment.isEmpty else {
            try command.storage.checkTogether()
            return command
        }
        let together: CampaignMockCommand
        do {
            together = try parse(fromEnvironment.flatMap(\.arguments) + commandLine)
        } catch {
            // The loop above has parsed each variable alone, so two variables exclude each other.
            let variables = Flags.all.filter { !$0.excluded.isEmpty }.map(\.variable)
                .filter { variable in fromEnvironment.contains { $0.variable == variable } }
            throw EnvironmentArguments.Invalid(
                variable: variables.joined(separator: ", "), reason: oneLine(message(for: error)))
        }
        try together.storage.checkTogether()
        return together
    }

    func run() async throws {
        // The old port file goes first: a script must not read an earlier mock's port while this mock starts.
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

    /// Converts the settings to the library's options.
    ///
    /// - Throws: ``MockError`` when a value is out of range.
    func options() throws(MockError) -> MockOptions {
        var options = MockOptions()
        try listening.apply(to: &options)
        storage.apply(to: &options)
        try answers.apply(to: &options)
        try control.apply(to: &options)
        try limits.apply(to: &options)
        options.accessLog = logging.logsAccess
        return options
    }
}
