import CampaignMock
import Foundation

/// The text that the program prints on standard output when the mock listens.
///
/// It is one line with the URL, for people and scripts. At a terminal, an example curl command follows.
struct ReadyLine {
    let url: String
    /// The location of the data: `in memory` or `database PATH`.
    let storage: String
    /// The URL by which clients know the mock behind a proxy.
    var publicURL: String?
    /// Short descriptions of the settings that differ from the defaults.
    let notes: [String]
    let isTerminal: Bool

    var text: String {
        let line = "campaign-mock listens on \(url) (\(([storage] + notes).joined(separator: "; ")))\n"
        guard isTerminal else { return line }
        let direct = url.hasPrefix("unix:") ? "--unix-socket \(url.dropFirst(5)) http://localhost" : url
        let target = publicURL ?? direct
        return line + """

            Try it:
              curl -X POST \(target)/api/user/campaign -H 'Authorization: Bearer YOUR_API_KEY' \\
                -H 'Content-Type: application/json' -d '{"name": "Spring", "assistant_id": 127}'


            """
    }

    /// Writes the text to standard output. Waits at most ``StandardError/patience``.
    ///
    /// - Returns: The reason, in words, when standard output did not take the text; `nil` on success.
    func print() -> String? {
        let writer = StreamWriter(descriptor: STDOUT_FILENO)
        let queue = LineQueue(droppedLine: { "\($0) lines were dropped" }) { writer.write($0) }
        queue.append(text)
        switch queue.finish(within: StandardError.patience) {
        case nil: return nil
        case .refused(let code): return String(cString: strerror(code))
        case .timedOut: return "standard output is full and is not being read"
        }
    }
}
