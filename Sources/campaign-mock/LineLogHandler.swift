import Foundation
import Logging

/// Hands each message to a queue as one line: readable text, or a JSON object.
struct LineLogHandler: LogHandler {
    var logLevel = Logger.Level.notice
    var metadata = Logger.Metadata()
    private let label: String
    private let format: LoggingOptions.Format
    private let queue: LineQueue

    init(label: String, format: LoggingOptions.Format, queue: LineQueue) {
        self.label = label
        self.format = format
        self.queue = queue
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = event.metadata.map { metadata.merging($0) { $1 } } ?? metadata
        let pairs = all.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) }
        let line = Self.line(
            format, level: event.level, label: label, message: event.message.description, metadata: pairs)
        queue.append(line + "\n")
    }

    /// One message as a line without its end.
    static func line(
        _ format: LoggingOptions.Format, level: Logger.Level, label: String, message: String,
        metadata: [(String, String)]
    ) -> String {
        let time = Date.now.formatted(.iso8601)
        switch format {
        case .text:
            let data = metadata.map { " \($0.0)=\(LogText.value($0.1))" }.joined()
            return "\(time) \(level) \(LogText.oneLine(message))\(data)"
        case .json:
            return LogText.jsonObject(
                [("time", time), ("level", level.rawValue), ("label", label), ("message", message)] + metadata)
        }
    }
}
