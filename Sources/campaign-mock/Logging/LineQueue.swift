import Foundation

/// Lines on their way to a stream that may be slow, full or gone.
///
/// A thread of its own writes them, so an event loop never waits for the stream. The queue is bounded: lines that do not
/// fit, and lines that the stream refuses, are dropped and counted. One line tells the count once the stream takes
/// lines again.
///
/// `@unchecked Sendable`: `state` is reached only while `condition` is locked.
final class LineQueue: @unchecked Sendable {
    /// Writes bytes to the stream; may wait for as long as the stream makes it wait.
    typealias Write = @Sendable (ArraySlice<UInt8>) -> StreamWriter.Outcome

    /// Why not all lines reached the stream.
    enum Failure: Error, Equatable {
        /// The stream refused them with this `errno`.
        case refused(code: Int32)
        /// The stream did not take them in time.
        case timedOut
    }

    private struct State {
        var text: [UInt8] = []
        var dropped = 0
        var isWriting = false
        var isFinished = false
        /// The last error of the stream since it took a whole batch.
        var refusal: Int32?
    }

    private let condition = NSCondition()
    private var state = State()
    private let capacity: Int

    /// - Parameters:
    ///   - capacity: bytes that may wait; those that are being written come on top.
    ///   - droppedLine: the line, without its end, that tells how many lines were dropped.
    ///   - write: called on the queue's own thread only.
    init(capacity: Int = 1_048_576, droppedLine: @escaping @Sendable (Int) -> String, write: @escaping Write) {
        self.capacity = capacity
        Thread.detachNewThread {
            var stream = Stream(write: write, droppedLine: droppedLine)
            while let batch = self.next() { self.ended(with: stream.deliver(batch)) }
        }
    }

    /// Adds text of one or more lines, each with its end, which stay together. Never waits.
    func append(_ text: String) {
        condition.lock()
        defer { condition.unlock() }
        guard !state.isFinished, state.text.count + text.utf8.count <= capacity else {
            state.dropped += Batch.lines(in: text.utf8)
            return
        }
        state.text.append(contentsOf: text.utf8)
        // The thread looks again by itself after what it is writing.
        if !state.isWriting { condition.broadcast() }
    }

    /// Takes no more lines and waits until those that are queued are written.
    ///
    /// - Parameter limit: the longest that it waits.
    /// - Returns: why some were not written; `nil` when all were.
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

    /// What is to be written next, waited for; `nil` when there will be nothing more.
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

/// Lines that are written together.
private struct Batch {
    let text: [UInt8]
    /// Lines that came after `text` and found no room.
    let droppedBehind: Int

    static func lines(in text: some Sequence<UInt8>) -> Int {
        text.count { $0 == UInt8(ascii: "\n") }
    }
}

/// What the queue's thread knows about its stream.
private struct Stream {
    let write: LineQueue.Write
    let droppedLine: @Sendable (Int) -> String
    /// Lines that were dropped and are not told yet.
    private var dropped = 0
    /// Whether the stream took a line's beginning without its end.
    private var isInsideLine = false

    init(write: @escaping LineQueue.Write, droppedLine: @escaping @Sendable (Int) -> String) {
        self.write = write
        self.droppedLine = droppedLine
    }

    /// - Returns: the stream's error, if it refused something.
    mutating func deliver(_ batch: Batch) -> Int32? {
        let before = tellDropped()
        guard before == nil else {
            dropped += Batch.lines(in: batch.text) + batch.droppedBehind
            return before
        }
        let (rest, error) = put(batch.text)
        dropped += Batch.lines(in: rest) + batch.droppedBehind
        return error ?? tellDropped()
    }

    private mutating func tellDropped() -> Int32? {
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
