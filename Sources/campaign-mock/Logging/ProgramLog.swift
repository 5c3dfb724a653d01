import CampaignMock
import Foundation
import Logging

/// The program's log: all that it writes goes through one queue to standard error.
struct ProgramLog: Sendable {
    private static let label = "campaign-mock"

    /// For the mock itself.
    let logger: Logger
    /// For the service group, whose own messages concern only those who debug it.
    let lifecycleLogger: Logger
    /// Shows requests at a terminal; `nil` where they are logged as all else is.
    let accessLogSink: AccessLogSink?
    private let queue: LineQueue

    init(_ options: LoggingOptions, environment: [String: String] = ProcessInfo.processInfo.environment) {
        let form = options.form(environment: environment)
        let queue = StandardError.queue { count in
            form.line(
                level: .warning, label: Self.label,
                message: "\(count) log lines were dropped: standard error did not take them", metadata: [])
        }
        func makeLogger(label: String, level: Logger.Level) -> Logger {
            var logger = Logger(label: label) { LineLogHandler(label: $0, form: form, queue: queue) }
            logger.logLevel = level
            return logger
        }
        let level = options.logLevel
        logger = makeLogger(label: Self.label, level: level)
        lifecycleLogger = makeLogger(label: "lifecycle", level: level <= .debug ? level : max(level, .error))
        accessLogSink =
            if case .terminal(let style) = form {
                { queue.append(TerminalAccessLine(entry: $0, time: LocalTime.now(), style: style).text) }
            } else {
                nil
            }
        self.queue = queue
    }

    /// Writes what is queued, at the program's end; gives up after ``StandardError/patience``.
    func finish() {
        queue.finish(within: StandardError.patience)
    }
}
