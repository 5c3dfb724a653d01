import Logging

/// The program's log: loggers that share one queue to standard error.
struct ProgramLog: Sendable {
    private static let label = "campaign-mock"

    /// For the mock itself.
    let logger: Logger
    /// For the service group, whose own messages concern only those who debug it.
    let lifecycleLogger: Logger
    private let queue: LineQueue

    init(_ options: LoggingOptions) {
        let format = options.logFormat
        let queue = StandardError.queue { count in
            LineLogHandler.line(
                format, level: .warning, label: Self.label,
                message: "\(count) log lines were dropped: standard error did not take them", metadata: [])
        }
        func makeLogger(label: String, level: Logger.Level) -> Logger {
            var logger = Logger(label: label) { LineLogHandler(label: $0, format: format, queue: queue) }
            logger.logLevel = level
            return logger
        }
        let level = options.logLevel
        logger = makeLogger(label: Self.label, level: level)
        lifecycleLogger = makeLogger(label: "lifecycle", level: level <= .debug ? level : max(level, .error))
        self.queue = queue
    }

    /// Writes what is queued, at the program's end; gives up after ``StandardError/patience``.
    func finish() {
        queue.finish(within: StandardError.patience)
    }
}
