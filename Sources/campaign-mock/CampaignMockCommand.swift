import ArgumentParser
import Base
import CampaignMock
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals
import Validation

/// The program `campaign-mock`.
///
/// It reads its settings, starts the mock, prints the ready line, and stops on SIGTERM, SIGINT or SIGHUP. The
/// subcommands are ``ExecCommand``, ``HealthCommand``, ``InitCommand`` and ``CompareCommand``.
@main
struct CampaignMockCommand: AsyncParsableCommand, MockCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaign-mock",
        abstract: "A local stand-in for the campaign API of an outbound-calling platform.",
        // The argument parser's own usage would say that a subcommand is required.
        usage: """
            campaign-mock [<options>]
            \(ExecCommand.usageLine)
            \(HealthCommand.usageLine)
            \(InitCommand.usageLine)
            \(CompareCommand.usageLine)
            """,
        discussion: """
            Point a client at http://127.0.0.1:7357/api instead of the real portal. The demo account's key is \
            YOUR_API_KEY, so the documentation's examples work when you change only their host.

            A started campaign calls its leads on the mock's clock, which a test moves; nothing is dialled. With \
            --calls off a test plays each call by POST /_mock/calls.

            Every option can also be set by an environment variable: CAMPAIGN_MOCK_PORT sets --port, \
            CAMPAIGN_MOCK_STRICT=1 sets --strict, and CAMPAIGN_MOCK_CORS_ORIGIN sets --cors-origin (separate several \
            values by commas). The command line takes precedence: a variable is ignored when the command line has its \
            option, or an option that excludes it. A variable CAMPAIGN_MOCK_... that is not a setting is ignored, with \
            a line on standard error.

            Exit status: 0 after SIGTERM, SIGINT or SIGHUP; 1 when the mock cannot start; 64 for a mistake on the \
            command line or in the environment.
            """,
        version: MockServer.version,
        subcommands: [ExecCommand.self, HealthCommand.self, InitCommand.self, CompareCommand.self])

    @OptionGroup(title: "Listening") var listening: ListeningOptions
    @OptionGroup(title: "Storage") var storage: StorageOptions
    @OptionGroup(title: "Responses") var answers: AnswerOptions
    @OptionGroup(title: "Control plane") var control: ControlOptions
    @OptionGroup(title: "Webhooks") var webhooks: WebhookOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Logging") var logging: LoggingOptions

    // On the main actor, because a function without an actor would begin on a thread of Swift's own executor; see
    // ``WorkerThreads``.
    @MainActor static func main() async {
        await withTaskExecutorPreference(WorkerThreads.shared) { await start() }
    }

    private static func start() async {
        // Before anything changes how this process treats a signal: `exec` passes it on to its command.
        let signals = InheritedSignals()
        StandardStreams.prepare()
        guard !CommandLine.arguments.isEmpty else {
            // Swift reads them from /proc/self/cmdline on Linux.
            StandardError.write(
                "campaign-mock: cannot read the command line, because /proc is not mounted; type: "
                    + "mount -t proc proc /proc")
            Foundation.exit(EXIT_FAILURE)
        }
        let commandLine = Array(CommandLine.arguments.dropFirst())
        let environment = ProcessInfo.processInfo.environment
        let subcommand = Subcommand(rawValue: commandLine.first ?? "")
        do {
            switch subcommand {
            case nil:
                let command = try parse(commandLine, environment: environment)
                note(environment)
                try await command.run()
            case .exec:
                let command = try ExecCommand.parse(inLine: commandLine.dropFirst(), environment: environment)
                note(environment)
                let status = try await command.run(environment: environment, signals: signals)
                Foundation.exit(status)
            case .health:
                let check = try HealthCommand.check(inLine: commandLine.dropFirst(), environment: environment)
                Foundation.exit(check.run() ? EXIT_SUCCESS : EXIT_FAILURE)
            case .`init`:
                try InitCommand.read(inLine: commandLine.dropFirst()).run()
            case .compare:
                let settings = try CompareCommand.read(inLine: commandLine.dropFirst(), environment: environment)
                Foundation.exit(try await settings.run())
            }
        } catch {
            end(after: error, of: subcommand)
        }
    }

    private static func note(_ environment: [String: String]) {
        for line in EnvironmentNotes.lines(for: Flags.all, environment: environment) {
            StandardError.write("campaign-mock: \(line)")
        }
    }

    /// Writes the error's line and ends the program.
    ///
    /// The argument parser puts together its whole help each time it is asked about an error, so it is asked no more
    /// often than needed.
    private static func end(after error: any Error, of subcommand: Subcommand?) -> Never {
        switch error {
        case let error as EnvironmentArguments.Invalid:
            StandardError.write("campaign-mock: \(error.message)")
            Foundation.exit(ExitCode.validationFailure.rawValue)
        case let error as MockError:
            StandardError.write("campaign-mock: \(error.message)")
            Foundation.exit(EXIT_FAILURE)
        default: break
        }
        switch exitCode(for: error) {
        case .success:
            // --help and --version end here: ArgumentParser prints their text to standard output.
            exit(withError: error)
        case .validationFailure:
            let program = (["campaign-mock"] + [subcommand?.rawValue].compactMap(\.self)).joined(separator: " ")
            StandardError.write(
                "campaign-mock: \(oneLine(message(for: error))) Type \(program) --help for all flags.")
            Foundation.exit(ExitCode.validationFailure.rawValue)
        default:
            StandardError.write("campaign-mock: \(error)")
            Foundation.exit(EXIT_FAILURE)
        }
    }

    /// Joins a message of the argument parser, which may list choices on separate lines, to one line with a full stop or
    /// the message's own question mark at its end.
    static func oneLine(_ message: String) -> String {
        let line = message.replacing("\n  - ", with: " ").replacing("\n", with: " ")
        return line.hasSuffix(".") || line.hasSuffix("?") ? line : line + "."
    }

    /// Reads a command line without a subcommand.
    ///
    /// - Throws: The argument parser's error; also for a subcommand after a flag, and the text of the help.
    static func read(_ arguments: [String]) throws -> CampaignMockCommand {
        try checkFirstWord(of: arguments)
        var parsed = try parseAsRoot(arguments)
        if let command = parsed as? CampaignMockCommand { return command }
        if let name = Subcommand(of: parsed)?.rawValue {
            throw ValidationError("Write \(name) first, and its flags after it: campaign-mock \(name) ....")
        }
        // The argument parser's own command `help`, which ends by an error with the text.
        try parsed.run()
        throw CleanExit.helpRequest(CampaignMockCommand.self)
    }

    /// - Throws: An error with the subcommand that a misspelt one may mean.
    private static func checkFirstWord(of arguments: [String]) throws {
        let known = Subcommand.allCases.map(\.rawValue)
        guard let word = arguments.first, !word.hasPrefix("-"), !known.contains(word),
            let nearest = NearestName.of(word, among: known)
        else { return }
        throw ValidationError("There is no command '\(word)'. Did you mean \(nearest)?")
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
            url: mock.url, storage: storage.description, publicURL: mock.publicURL,
            notes: ReadyNotes.notes(of: options, for: mock), isTerminal: isatty(STDOUT_FILENO) == 1)
        let group = ServiceGroup(
            services: [AnnouncedMock(mock: mock, portFile: portFile, readyLine: readyLine, logger: log.logger)],
            gracefulShutdownSignals: StopSignals.all, logger: log.lifecycleLogger)
        try await group.run()
    }
}
