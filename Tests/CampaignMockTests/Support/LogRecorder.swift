import Base
import Logging

/// A log handler that records the metadata of every message.
struct LogRecorder: LogHandler {
    let lines = Locked<[Logger.Metadata]>([])
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.withLock { $0.append(event.metadata ?? [:]) }
    }
}
