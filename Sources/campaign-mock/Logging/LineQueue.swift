import Foundation

/// A bounded queue of lines for a stream that may be slow, full or closed.
///
/// The queue has its own thread, which writes the lines, so an event loop never waits for the stream. The queue drops
/// and counts lines that do not fit and lines that the stream refuses. When the stream accepts data again, the queue
/// writes one line with the count.
///
/// `@unchecked Sendable` is safe: every access to `state` holds the lock of `condition`, and the other properties are
/// constant. `NSCondition` is thread-safe.
final class LineQueue: @unchecked Sendable {
    /// Writes bytes to the stream. It may block as long as the stream blocks.
    typealias Write = @Sendable (ArraySlice<UInt8>) -> StreamWriter.Outcome

    /// The reason why some lines were not written.
    enum Failure: Error, Equatable {
        /// A write failed with this `errno`.
        case refused(code: Int32)
        /// The stream did not accept all lines in time.
        case timedOut
    }

    private struct State {
        var text: [UInt8] = []
        var dropped = 0
        var isWriting = false
        var isFinished = false
        /// The `errno` of the last batch; `nil` when the stream accepted the whole batch.
        var refusal: Int32?
    }

    private let condition = NSCondition()
    private var state = State()
    private let capacity: Int

    /// - Parameters:
    ///   - capacity: Bytes that may wait. The batch that is being written does not count.
    ///   - droppedLine: Makes the line, without its line feed, that reports how many lines were dropped.
    ///   - write: Writes to the stream. Only the queue's thread calls it.
    init(capacity: Int = 1_048_576, droppedLine: @escaping @Sendable (Int) -> String, write: @escaping Write) {
        self.capacity = capacity
        Thread.detachNewThread {
            var stream = Stream(write: write, droppedLine: droppedLine)
            while let batch = self.next() { self.ended(with: stream.deliver(batch)) }
        }
    }

    /// Appends one or more lines, each with its line feed, without blocking on the stream.
    ///
    /// No other line is written between the lines of one call.
    func append(_ text: String) {
        condition.lock()
        defer { condition.unlock() }
        guard !state.isFinished, state.text.count + text.utf8.count <= capacity else {
            state.dropped += Batch.lines(in: text.utf8)
            return
        }
        state.text.append(contentsOf: text.utf8)
        // A thread that is writing looks for the next batch by itself.
        if !state.isWriting { condition.broadcast() }
    }

    /// Closes the queue and waits until the queued lines are written.
    ///
    /// - Parameter limit: The maximum time to wait.
    /// - Returns: The reason why lines were not written; `nil` when all were written.
    @discardableResult
    func finish(within limit: Duration) -> Failure? {
        let (seconds, attoseconds) = limit.components
        let deadline = Date.now + Double(seconds) + Double(attoseconds) / 1e18
        condition.lock()
        defer { condition.unlock() }
        state.isFinished = true
        condition.broadcast()
        while state.isWriting || !state.text.isEmpty {
            guard condition.wait(until: deadline) else { return .timedOut }
        }
        return state.refusal.map { .refused(code: $0) }
    }

    /// Waits for the next batch; `nil` when the queue is closed and empty.
    private func next() -> Batch? {
        condition.lock()
        defer { condition.unlock() }
        while state.text.isEmpty, !state.isFinished { condition.wait() }
        guard !state.text.isEmpty else { return nil }
        let batch = Batch(text: state.text, droppedBehind: state.dropped)
        state.text = []
        state.dropped = 0
        state.isWriting = true
        return batch
    }

    private func ended(with refusal: Int32?) {
        condition.lock()
        defer { condition.unlock() }
        state.isWriting = false
        state.refusal = refusal
        if state.isFinished { condition.broadcast() }
    }
}

/// Lines that one write passes to the stream.
private struct Batch {
    let text: [UInt8]
    /// The number of lines that were dropped after `text` because the queue was full.
    let droppedBehind: Int

    static func lines(in text: some Sequence<UInt8>) -> Int {
        text.count { $0 == UInt8(ascii: "\n") }
    }
}

/// The stream and its state, which only the queue's thread uses.
private struct Stream {
    let write: LineQueue.Write
    let droppedLine: @Sendable (Int) -> String
    /// The number of dropped lines that are not reported yet.
    private var dropped = 0
    /// Whether the stream has accepted only the beginning of a line.
    private var isInsideLine = false

    init(write: @escaping LineQueue.Write, droppedLine: @escaping @Sendable (Int) -> String) {
        self.write = write
        self.droppedLine = droppedLine
    }

    /// Writes a batch. Reports dropped lines before and after the batch.
    ///
    /// - Returns: The `errno` of a failed write; `nil` when the stream accepted everything.
    mutating func deliver(_ batch: Batch) -> Int32? {
        if let error = reportDropped() {
            dropped += Batch.lines(in: batch.text) + batch.droppedBehind
            return error
        }
        let (rest, error) = put(batch.text)
        dropped += Batch.lines(in: rest) + batch.droppedBehind
        return error ?? reportDropped()
    }

    private mutating func reportDropped() -> Int32? {
        guard dropped > 0 else { return nil }
        let line = (isInsideLine ? "\n" : "") + droppedLine(dropped) + "\n"
        let (_, error) = put(Array(line.utf8))
        if error == nil { dropped = 0 }
        return error
    }

    private mutating func put(_ text: [UInt8]) -> (rest: ArraySlice<UInt8>, error: Int32?) {
        let outcome = write(text[...])
        if outcome.written > 0 { isInsideLine = text[outcome.written - 1] != UInt8(ascii: "\n") }
        return (text[outcome.written...], outcome.error)
    }
}
