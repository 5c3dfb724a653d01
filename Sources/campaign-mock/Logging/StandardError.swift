import Foundation

/// Standard error: the destination of the log and of the message that explains a failed start.
enum StandardError {
    /// The maximum time that the program waits for a standard stream when the program ends.
    static let patience = Duration.seconds(1)

    /// Makes a queue that writes to standard error.
    ///
    /// - Parameter droppedLine: Makes the line, without its line feed, that reports how many lines were dropped.
    static func queue(droppedLine: @escaping @Sendable (Int) -> String) -> LineQueue {
        let writer = StreamWriter(descriptor: STDERR_FILENO)
        return LineQueue(droppedLine: droppedLine) { writer.write($0) }
    }

    /// Writes one line and waits until it is written. Gives up after ``patience``.
    static func write(_ line: String) {
        let queue = queue { "\($0) lines were dropped" }
        queue.append(line + "\n")
        queue.finish(within: patience)
    }
}
