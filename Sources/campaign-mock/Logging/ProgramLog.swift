import CampaignMock
import Foundation
import Logging

/// The program's log. All its lines go through one queue to standard error.
struct ProgramLog: Sendable {
    private static let label = "campaign-mock"

    /// The logger of the mock.
    let logger: Logger
    /// The logger of the service group. It drops messages below `error`, unless the user asks for `debug` or `trace`.
    let lifecycleLogger: Logger
    /// Writes the access log at a terminal; `nil` where `logger` logs the requests.
    let accessLogSink: AccessLogSink?
    private let queue: LineQueue

    init(_ options: LoggingOptions, environment: [String: String] = ProcessInfo.processInfo.environment) {
        let form = options.form(environment: environment)
        let queue = StandardError.queue { count in
            form.line(
                level: .warning, label: Self.label,
                message: "\(count) log lines were dropped: standard error did not accept them", metadata: [])
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

    /// Writes the queued lines when the program ends. Gives up after ``StandardError/patience``.
    func finish() {
        queue.finish(within: StandardError.patience)
    }
}
