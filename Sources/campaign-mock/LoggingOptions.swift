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
            "The least important messages to log.",
            valueName: "trace|debug|info|notice|warning|error|critical"))
    var logLevel = Logger.Level.notice

    @Option(help: ArgumentHelp("How log lines are written, to standard error.", valueName: "text|json"))
    var logFormat = Format.text

    @Option(
        help: ArgumentHelp(
            "Log each request; auto does so at a terminal.", valueName: "auto|on|off"))
    var accessLog = AccessLogging.auto

    var logsAccess: Bool {
        switch accessLog {
        case .on: true
        case .off: false
        case .auto: isatty(STDERR_FILENO) == 1
        }
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
