import Foundation

/// Standard error, where log lines go and the line that says why the program ends.
enum StandardError {
    /// How long the program's end waits for a stream that takes nothing.
    static let patience = Duration.seconds(1)

    /// A queue of its own for the program's log.
    ///
    /// - Parameter droppedLine: the line, without its end, that tells how many lines were dropped.
    static func queue(droppedLine: @escaping @Sendable (Int) -> String) -> LineQueue {
        let writer = StreamWriter(descriptor: STDERR_FILENO)
        return LineQueue(droppedLine: droppedLine) { writer.write($0) }
    }

    /// Writes one line before the program ends; gives up after ``patience``.
    static func write(_ line: String) {
        let queue = queue { "\($0) lines were dropped" }
        queue.append(line + "\n")
        queue.finish(within: patience)
    }
}
