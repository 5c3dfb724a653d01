public import ArgumentParser
import Foundation
public import Logging

struct LoggingOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    enum AccessLogging: String, ExpressibleByArgument, CaseIterable {
        case auto, on, off
    }

    @Option(
        help: ArgumentHelp(
            "The lowest level of messages to log.",
            valueName: "trace|debug|info|notice|warning|error|critical"))
    var logLevel = Logger.Level.notice

    @Option(
        help: ArgumentHelp(
            "The format of log lines on standard error. At a terminal, text is aligned and coloured; NO_COLOR switches "
                + "colours off.",
            valueName: "text|json"))
    var logFormat = Format.text

    @Option(
        help: ArgumentHelp(
            "Log each request; auto does so at a terminal only, where errors and warnings follow on indented lines.",
            valueName: "auto|on|off"))
    var accessLog = AccessLogging.auto

    var logsAccess: Bool {
        switch accessLog {
        case .on: true
        case .off: false
        case .auto: Self.isTerminal
        }
    }

    func form(environment: [String: String]) -> LogForm {
        switch logFormat {
        case .json: .json
        case .text where Self.isTerminal:
            .terminal(TerminalStyle(environment: environment, columns: TerminalStyle.columns(of: STDERR_FILENO)))
        case .text: .text
        }
    }

    private static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
