import CampaignMock

/// An access log entry at a terminal: one aligned line, followed by indented lines for errors, warnings and faults.
///
///     14:03:22 201 POST    /api/user/campaign                            demo            0.84 ms
///     14:03:25 422 POST    /api/user/campaign                            demo            0.40 ms
///                  The name field is required.
struct TerminalAccessLine {
    private static let methodColumns = 7
    private static let accountColumns = 14
    private static let durationColumns = 9
    /// The column of the method and of the indented lines.
    private static let indent = 13
    /// The maximum number of errors, and of warnings, that are shown for one entry.
    private static let mostDetails = 5

    let entry: AccessLogEntry
    /// The time of day as `14:03:22`.
    let time: String
    let style: TerminalStyle

    /// The line and its indented lines, each with its line feed.
    var text: String {
        ([line] + details).map { $0 + "\n" }.joined()
    }

    private var line: String {
        let duration = entry.duration.map(Self.text) ?? ""
        let durationColumns = max(Self.durationColumns, duration.count)
        let targetColumns =
            style.width - Self.indent - Self.methodColumns - Self.accountColumns - durationColumns - 3
        let request = [
            TerminalText.padded(entry.method ?? "-", to: Self.methodColumns),
            TerminalText.padded(target, to: targetColumns),
            TerminalText.padded(entry.account ?? "", to: Self.accountColumns),
        ].joined(separator: " ")
        let padding = String(repeating: " ", count: durationColumns - duration.count)
        return [
            style.paint(time, .dim), style.paint(status, statusLook),
            style.paint(request, entry.isControlCall ? .dim : nil), style.paint(padding + duration, .dim),
        ].joined(separator: " ")
    }

    /// The request's target, or the client's address when the server could not read a request line.
    private var target: String {
        entry.target ?? entry.peer.map { "from \($0)" } ?? "-"
    }

    private var status: String {
        entry.isAnswered ? TerminalText.padded("\(entry.status)", to: 3) : "---"
    }

    private var statusLook: TerminalStyle.Look {
        guard entry.brokenTransport == nil else { return .magenta }
        return switch entry.status {
        case 500...: .red
        case 400...: .yellow
        case _ where entry.isControlCall: .dim
        case 300...: .cyan
        default: .green
        }
    }

    private var details: [String] {
        let fault = entry.fault.map { ["fault \($0)" + (entry.brokenTransport.map { ": \($0)" } ?? "")] } ?? []
        // When the line shows the target of a refused request, the client's address stands here.
        let client = entry.refusal == nil || entry.target == nil ? nil : entry.peer
        let problems = entry.problems.map { problem in problem + (client.map { " (from \($0))" } ?? "") }
        return detailLines(problems, nil) + detailLines(entry.warnings.map { "warning: " + $0 }, .yellow)
            + detailLines(fault, .magenta)
    }

    private func detailLines(_ texts: [String], _ look: TerminalStyle.Look?) -> [String] {
        var shown = texts.prefix(Self.mostDetails).map { $0 }
        if texts.count > shown.count { shown.append("and \(texts.count - shown.count) more") }
        let indent = String(repeating: " ", count: Self.indent)
        return shown.flatMap { TerminalText.wrapped($0, to: style.width - Self.indent, lines: 3) }
            .map { indent + style.paint($0, look) }
    }

    /// Milliseconds, with two decimals below 10 ms, one decimal below 1 s, and none from 1 s.
    private static func text(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let hundredths =
            seconds.multipliedReportingOverflow(by: 100_000).partialValue + attoseconds / 10_000_000_000_000
        let digits = hundredths % 100
        return switch hundredths {
        case ..<1_000: "\(hundredths / 100).\(digits < 10 ? "0" : "")\(digits) ms"
        case ..<100_000: "\(hundredths / 100).\(digits / 10) ms"
        default: "\(hundredths / 100) ms"
        }
    }
}
