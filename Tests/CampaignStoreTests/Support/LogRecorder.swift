import Base
import Logging

/// Records log lines (level, message and cause) for a test.
struct LogRecorder {
    private let recorded = Locked<[String]>([])

    var lines: [String] { recorded.withLock { $0 } }

    var logger: Logger {
        Logger(label: "test") { [recorded] _ in Handler(recorded: recorded) }
    }

    private struct Handler: LogHandler {
        let recorded: Locked<[String]>
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.debug

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let cause = event.metadata?["cause"].map { ": \($0)" } ?? ""
            recorded.withLock { $0.append("\(event.level): \(event.message)\(cause)") }
        }
    }
}
