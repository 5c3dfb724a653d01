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

    @Test("an idle connection closes without a word after its time")
    func idle() {
        let state = ConnectionState(at: second(0), limits)
        #expect(state.deadline == second(75))
        #expect(state.expiry == .close)
        #expect(state.readsRequests)
    }

    @Test("nothing prolongs the time of a head")
    func head() {
        var state = ConnectionState(at: second(0), limits)
        state.awaitsRestOfHead(at: second(5), limits)
        state.awaitsRestOfHead(at: second(14), limits)
        #expect(state.deadline == second(15))
        #expect(state.expiry == .refuse)
    }

    @Test("a body that trickles below the minimum is refused, however regular")
    func tricklingBody() {
        var state = ConnectionState(at: second(0), limits)
        state.awaitsRestOfBody(received: 100, at: second(0), limits)
        state.awaitsRestOfBody(received: 1, at: second(9), limits)
        #expect(state.deadline == second(10))
        #expect(state.expiry == .refuse)
    }

    @Test("a body that makes progress goes on, up to the time for all of it")
    func steadyBody() {
        var state = ConnectionState(at: second(0), limits)
        for moment in stride(from: 0.0, through: 119, by: 7) {
            state.awaitsRestOfBody(received: 8, at: second(moment), limits)
        }
        #expect(state.deadline == second(120))
    }

    @Test("a handler may think as long as it wants, and nothing is read meanwhile")
    func handling() {
        var state = ConnectionState(at: second(0), limits)
        state.handles()
        #expect(state.deadline == .never)
        #expect(!state.readsRequests)
    }

    @Test("a waiting answer needs progress, and an end")
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

    @Test("a stream lives as long as its client takes what there is")
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

    @Test("each request has its time anew")
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
