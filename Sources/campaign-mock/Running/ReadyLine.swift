import CampaignMock
import Foundation

/// What the program says on standard output once it listens: one line with the URL, for people and scripts; at a
/// terminal also a curl line to paste.
struct ReadyLine {
    let url: String
    /// Where the data lives.
    let storage: String
    /// What is not as usual.
    let notes: [String]
    let isTerminal: Bool

    var text: String {
        let line = "campaign-mock listens on \(url) (\(([storage] + notes).joined(separator: "; ")))\n"
        guard isTerminal else { return line }
        let target = url.hasPrefix("unix:") ? "--unix-socket \(url.dropFirst(5)) http://localhost" : url
        return line + """

            Try it:
              curl -X POST \(target)/api/user/campaign -H 'Authorization: Bearer YOUR_API_KEY' \\
                -H 'Content-Type: application/json' -d '{"name": "Spring", "assistant_id": 127}'


            """
    }

    /// Writes it to standard output.
    ///
    /// - Returns: why it could not be written, for people; `nil` when it was.
    func print() -> String? {
        let writer = StreamWriter(descriptor: STDOUT_FILENO)
        let queue = LineQueue(droppedLine: { "\($0) lines were dropped" }) { writer.write($0) }
        queue.append(text)
        switch queue.finish(within: StandardError.patience) {
        case nil: return nil
        case .refused(let code): return String(cString: strerror(code))
        case .timedOut: return "it is full and is not read"
        }
    }
}
