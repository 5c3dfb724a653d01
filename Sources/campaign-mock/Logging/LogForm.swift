import Foundation
import Logging

/// The format of log lines.
enum LogForm: Sendable {
    /// One line per message, in UTC: `2026-02-23T10:00:00Z warning the message key=value`.
    case text
    /// One JSON object per message.
    case json
    /// Like ``text``, but with the local time of day and a coloured level.
    case terminal(TerminalStyle)

    /// Formats one message as a line without its line feed.
    func line(level: Logger.Level, label: String, message: String, metadata: [(String, String)]) -> String {
        let data = metadata.map { " \($0.0)=\(LogText.value($0.1))" }.joined()
        switch self {
        case .text:
            return "\(Self.universalTime()) \(level) \(LogText.oneLine(message))\(data)"
        case .json:
            return LogText.jsonObject(
                [
                    ("time", Self.universalTime()), ("level", level.rawValue), ("label", label), ("message", message),
                ] + metadata)
        case .terminal(let style):
            let level = style.paint(level.rawValue, Self.look(of: level))
            return "\(style.paint(LocalTime.now(), .dim)) \(level) \(LogText.oneLine(message))\(data)"
        }
    }

    private static func universalTime() -> String { Date.now.formatted(.iso8601) }

    private static func look(of level: Logger.Level) -> TerminalStyle.Look? {
        switch level {
        case .error, .critical: .red
        case .warning: .yellow
        case .notice, .info: nil
        case .debug, .trace: .dim
        }
    }
}
