import ArgumentParser
import CampaignMock

/// A command that starts a mock, and so has all flags of the mock.
protocol MockCommand: ParsableCommand {
    var listening: ListeningOptions { get }
    var storage: StorageOptions { get }
    var answers: AnswerOptions { get }
    var control: ControlOptions { get }
    var webhooks: WebhookOptions { get }
    var limits: LimitOptions { get }
    var logging: LoggingOptions { get }

    /// Reads the command line alone.
    ///
    /// - Parameter arguments: The arguments after the command's name.
    /// - Throws: The argument parser's error.
    static func read(_ arguments: [String]) throws -> Self
}

extension MockCommand {
    static func read(_ arguments: [String]) throws -> Self { try parse(arguments) }

    /// Reads the settings. The command line precedes the environment, the environment precedes the defaults.
    ///
    /// - Throws: ``EnvironmentArguments/Invalid`` that names the variable, or the argument parser's error.
    static func parse(_ commandLine: [String], environment: [String: String]) throws -> Self {
        let command = try read(commandLine)
        let fromEnvironment = try EnvironmentArguments.arguments(
            // What follows `--` are the flags of another program.
            for: Flags.all, commandLine: Array(commandLine.prefix { $0 != "--" }), environment: environment)
        for (variable, arguments) in fromEnvironment {
            do {
                _ = try read(arguments)
            } catch {
                throw EnvironmentArguments.Invalid(
                    variable: variable, reason: CampaignMockCommand.oneLine(message(for: error)))
            }
        }
        guard !fromEnvironment.isEmpty else {
            try command.storage.checkTogether()
            return command
        }
        let together: Self
        do {
            together = try read(fromEnvironment.flatMap(\.arguments) + commandLine)
        } catch {
            // The loop above has parsed each variable alone, so two variables exclude each other.
            let variables = Flags.all.filter { !$0.excluded.isEmpty }.map(\.variable)
                .filter { variable in fromEnvironment.contains { $0.variable == variable } }
            throw EnvironmentArguments.Invalid(
                variable: variables.joined(separator: ", "),
                reason: CampaignMockCommand.oneLine(message(for: error)))
        }
        try together.storage.checkTogether()
        return together
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
        try webhooks.apply(to: &options)
        try limits.apply(to: &options)
        options.accessLog = logging.logsAccess
        return options
    }
}
