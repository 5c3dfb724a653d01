import Base
import Testing

@testable import HTTPServer

@Suite("Connection state") struct ConnectionStateTests {
    private let limits: TimeLimits = {
        var timeouts = ServerTimeouts()
        timeouts.minimumBodyBytes = 8
        return TimeLimits(timeouts)
    }()

    private func second(_ seconds: Double) -> Moment {
        Moment(nanoseconds: Int64(seconds * 1_000_000_000))
    }

    @Test("an idle connection closes without a response after its time")
    func idle() {
        let state = ConnectionState(at: second(0), limits)
        #expect(state.deadline == second(75))
        #expect(state.expiry == .close)
        #expect(state.readsRequests)
    }

    @Test("progress does not extend the time for a head")
    func head() {
        var state = ConnectionState(at: second(0), limits)
        state.awaitsRestOfHead(at: second(5), limits)
        state.awaitsRestOfHead(at: second(14), limits)
        #expect(state.deadline == second(15))
        #expect(state.expiry == .refuse)
    }

    @Test("a body that arrives more slowly than the minimum is refused")
    func tricklingBody() {
        var state = ConnectionState(at: second(0), limits)
        state.awaitsRestOfBody(received: 100, at: second(0), limits)
        state.awaitsRestOfBody(received: 1, at: second(9), limits)
        #expect(state.deadline == second(10))
        #expect(state.expiry == .refuse)
    }

    @Test("progress extends the time for a body, up to the time for the complete body")
    func steadyBody() {
        var state = ConnectionState(at: second(0), limits)
        for moment in stride(from: 0.0, through: 119, by: 7) {
            state.awaitsRestOfBody(received: 8, at: second(moment), limits)
        }
        #expect(state.deadline == second(120))
    }

    @Test("a handler has no time limit, and the connection reads nothing meanwhile")
    func handling() {
        var state = ConnectionState(at: second(0), limits)
        state.handles()
        #expect(state.deadline == .never)
        #expect(!state.readsRequests)
    }

    @Test("a waiting response must make progress, and must be complete in time")
    func writing() {
        var state = ConnectionState(at: second(0), limits)
        state.handles()
        state.answerWaits(at: second(1), limits)
        #expect(state.deadline == second(11))
        state.wrote(hasMore: true, at: second(8), limits)
        #expect(state.deadline == second(18))
        state.wrote(hasMore: true, at: second(118), limits)
        #expect(state.deadline == second(121))
        #expect(state.expiry == .reset)
    }

    @Test("a stream goes on while its client receives the bytes")
    func streaming() {
        var state = ConnectionState(at: second(0), limits)
        state.streams()
        #expect(state.deadline == .never)
        state.streamWaits(at: second(500), limits)
        #expect(state.deadline == second(510))
        state.wrote(hasMore: false, at: second(505), limits)
        #expect(state.deadline == .never)
        state.streamLosesSender(at: second(600), limits)
        #expect(state.deadline == second(601))
        state.wrote(hasMore: false, at: second(600.5), limits)
        #expect(state.deadline == second(601.5))
    }

    @Test("each request gets the full time")
    func nextRequest() {
        var state = ConnectionState(at: second(0), limits)
        state.awaitsRestOfHead(at: second(1), limits)
        state.handles()
        state.awaitsRequest(at: second(20), limits)
        #expect(state.deadline == second(95))
        state.awaitsRestOfHead(at: second(30), limits)
        #expect(state.deadline == second(40))
    }
}
