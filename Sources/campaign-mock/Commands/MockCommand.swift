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
        let fromEnvironment: [(variable: String, arguments: [String])]
        do {
            fromEnvironment = try EnvironmentArguments.arguments(
                // What follows `--` are the flags of another program.
                for: Flags.all, commandLine: Array(commandLine.prefix { $0 != "--" }), environment: environment)
        } catch {
            // A mistake on the command line is reported first.
            _ = try read(commandLine)
            throw error
        }
        let command: Self
        do {
            command = try read(fromEnvironment.flatMap(\.arguments) + commandLine)
        } catch  where !fromEnvironment.isEmpty {
            _ = try read(commandLine)
            throw mistake(in: fromEnvironment, otherwise: error)
        }
        try command.storage.checkTogether()
        return command
    }

    /// Finds the variable that is wrong. Reading takes its time, so only after a mistake they are read one by one.
    ///
    /// - Parameter error: what came of reading all of them together.
    private static func mistake(
        in variables: [(variable: String, arguments: [String])], otherwise error: any Error
    ) -> EnvironmentArguments.Invalid {
        for (variable, arguments) in variables {
            do {
                _ = try read(arguments)
            } catch {
                return EnvironmentArguments.Invalid(
                    variable: variable, reason: CampaignMockCommand.oneLine(message(for: error)))
            }
        }
        // Each is right by itself, so two variables exclude each other.
        let set = Set(variables.map(\.variable))
        return EnvironmentArguments.Invalid(
            variable: Flags.all.filter { !$0.excluded.isEmpty }.map(\.variable).filter(set.contains)
                .joined(separator: ", "),
            reason: CampaignMockCommand.oneLine(message(for: error)))
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
