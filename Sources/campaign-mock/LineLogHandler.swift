import Foundation
import Logging

/// Writes each message as one line to standard error: readable text, or a JSON object.
struct LineLogHandler: LogHandler {
    var logLevel = Logger.Level.notice
    var metadata = Logger.Metadata()
    private let label: String
    private let format: LoggingOptions.Format

    init(label: String, format: LoggingOptions.Format) {
        self.label = label
        self.format = format
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = event.metadata.map { metadata.merging($0) { $1 } } ?? metadata
        let pairs = all.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) }
        let time = Date.now.formatted(.iso8601)
        switch format {
        case .text:
            let data = pairs.map { " \($0.0)=\(LogText.value($0.1))" }.joined()
            StandardError.write("\(time) \(event.level) \(LogText.oneLine(event.message.description))\(data)")
        case .json:
            let members: [(String, String)] =
                [
                    ("time", time), ("level", event.level.rawValue), ("label", label),
                    ("message", event.message.description),
                ] + pairs
            StandardError.write(LogText.jsonObject(members))
        }
    }
}
