import Base
import Foundation
import Testing

@testable import campaign_mock

@Suite("Line queue") struct LineQueueTests {
    @Test("writes lines in order, and all of them before it ends")
    func order() {
        let stream = TestStream()
        let queue = stream.queue()
        for number in 0..<1_000 { queue.append("\(number)\n") }
        #expect(queue.finish(within: .seconds(10)) == nil)
        #expect(stream.text == (0..<1_000).map { "\($0)\n" }.joined())
    }

    @Test("never waits for a stream that blocks, and tells afterwards how many lines it dropped")
    func blocked() {
        let stream = TestStream()
        let queue = stream.queue(capacity: 10)
        stream.block()
        queue.append("first\n")
        stream.awaitBeginOfWrite()
        // Being written: "first". Ten bytes may wait; each line has five.
        for number in 1...9 { queue.append("000\(number)\n") }
        #expect(queue.finish(within: .milliseconds(1)) == .timedOut)
        stream.unblock()
        #expect(queue.finish(within: .seconds(10)) == nil)
        #expect(stream.text == "first\n0001\n0002\n7 dropped\n")
    }

    @Test("survives a stream that refuses, and says why at the end")
    func refusal() {
        let stream = TestStream()
        let queue = stream.queue()
        stream.refuse(after: 2, with: ENOSPC)
        queue.append("one\ntwo\n")
        #expect(queue.finish(within: .seconds(10)) == .refused(code: ENOSPC))
        #expect(stream.text == "on")
    }

    @Test("goes on once the stream takes lines again: on a new line, with the number of those it lost")
    func cutLine() {
        let stream = TestStream()
        let queue = stream.queue()
        stream.refuse(after: 2, with: ENOSPC)
        queue.append("one\ntwo\n")
        stream.awaitEndOfWrite()
        stream.accept()
        queue.append("three\n")
        #expect(queue.finish(within: .seconds(10)) == nil)
        #expect(stream.text == "on\n2 dropped\nthree\n")
    }

    @Test("drops a line that alone is larger than the queue")
    func largeLine() {
        let stream = TestStream()
        let queue = stream.queue(capacity: 10)
        queue.append("eleven bytes\n")
        queue.append("small\n")
        #expect(queue.finish(within: .seconds(10)) == nil)
        #expect(stream.text == "small\n1 dropped\n")
    }
}

/// A stream in memory that a test can block or break.
private final class TestStream: Sendable {
    private struct State {
        var text: [UInt8] = []
        var refusal: (after: Int, code: Int32)?
    }

    private let state = Locked(State())
    private let gate = DispatchSemaphore(value: 1)
    private let beginnings = DispatchSemaphore(value: 0)
    private let ends = DispatchSemaphore(value: 0)

    var text: String { state.withLock { String(decoding: $0.text, as: UTF8.self) } }

    func queue(capacity: Int = 1_000_000) -> LineQueue {
        LineQueue(capacity: capacity, droppedLine: { "\($0) dropped" }) { self.write($0) }
    }

    func block() { gate.wait() }
    func unblock() { gate.signal() }

    func awaitBeginOfWrite() { beginnings.wait() }
    func awaitEndOfWrite() { ends.wait() }

    func refuse(after count: Int, with code: Int32) { state.withLock { $0.refusal = (count, code) } }
    func accept() { state.withLock { $0.refusal = nil } }

    private func write(_ bytes: ArraySlice<UInt8>) -> StreamWriter.Outcome {
        beginnings.signal()
        defer { ends.signal() }
        gate.wait()
        defer { gate.signal() }
        return state.withLock { state in
            let taken = state.refusal.map { min($0.after, bytes.count) } ?? bytes.count
            state.text.append(contentsOf: bytes.prefix(taken))
            return StreamWriter.Outcome(written: taken, error: state.refusal?.code)
        }
    }
}
