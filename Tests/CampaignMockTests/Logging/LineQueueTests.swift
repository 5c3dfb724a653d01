import Base
import Foundation
import Testing

@testable import campaign_mock

@Suite("Line queue") struct LineQueueTests {
    @Test("writes all lines in order before finish returns")
    func order() {
        let stream = TestStream()
        let queue = stream.queue()
        for number in 0..<1_000 { queue.append("\(number)\n") }
        #expect(queue.finish(within: .seconds(10)) == nil)
        #expect(stream.text == (0..<1_000).map { "\($0)\n" }.joined())
    }

    @Test("does not wait for a stream that blocks, and reports the number of dropped lines afterwards")
    func blocked() {
        let stream = TestStream()
        let queue = stream.queue(capacity: 10)
        stream.block()
        queue.append("first\n")
        stream.awaitStartOfWrite()
        // The thread is writing "first". The queue holds ten bytes, and each line has five.
        for number in 1...9 { queue.append("000\(number)\n") }
        #expect(queue.finish(within: .milliseconds(1)) == .timedOut)
        stream.unblock()
        #expect(queue.finish(within: .seconds(10)) == nil)
        #expect(stream.text == "first\n0001\n0002\n7 dropped\n")
    }

    @Test("survives a stream that refuses data, and returns the errno from finish")
    func refusal() {
        let stream = TestStream()
        let queue = stream.queue()
        stream.refuse(after: 2, with: ENOSPC)
        queue.append("one\ntwo\n")
        #expect(queue.finish(within: .seconds(10)) == .refused(code: ENOSPC))
        #expect(stream.text == "on")
    }

    @Test("starts a new line with the number of dropped lines when the stream accepts data again")
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

    @Test("drops a line that is larger than the queue")
    func largeLine() {
        let stream = TestStream()
        let queue = stream.queue(capacity: 10)
        queue.append("eleven bytes\n")
        queue.append("small\n")
        #expect(queue.finish(within: .seconds(10)) == nil)
        #expect(stream.text == "small\n1 dropped\n")
    }
}

/// A stream in memory that a test can block or make fail.
private final class TestStream: Sendable {
    private struct State {
        var text: [UInt8] = []
        var refusal: (after: Int, code: Int32)?
    }

    private let state = Locked(State())
    private let gate = DispatchSemaphore(value: 1)
    private let starts = DispatchSemaphore(value: 0)
    private let ends = DispatchSemaphore(value: 0)

    var text: String { state.withLock { String(decoding: $0.text, as: UTF8.self) } }

    func queue(capacity: Int = 1_000_000) -> LineQueue {
        LineQueue(capacity: capacity, droppedLine: { "\($0) dropped" }) { self.write($0) }
    }

    func block() { gate.wait() }
    func unblock() { gate.signal() }

    func awaitStartOfWrite() { starts.wait() }
    func awaitEndOfWrite() { ends.wait() }

    func refuse(after count: Int, with code: Int32) { state.withLock { $0.refusal = (count, code) } }
    func accept() { state.withLock { $0.refusal = nil } }

    private func write(_ bytes: ArraySlice<UInt8>) -> StreamWriter.Outcome {
        starts.signal()
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
