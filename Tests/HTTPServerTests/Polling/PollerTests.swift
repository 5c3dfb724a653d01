import Base
import Foundation
import Testing

@testable import HTTPServer

@Suite("Pollers") struct PollerTests {
    /// Runs the body with two sockets that are connected to each other.
    private func withPair(_ body: (Int32, Int32) throws -> Void) throws {
        var ends: [Int32] = [-1, -1]
        #expect(socketpair(AF_UNIX, Platform.streamSocket, 0, &ends) == 0)
        let near = Descriptor(owning: ends[0])
        let far = Descriptor(owning: ends[1])
        try body(near.raw, far.raw)
    }

    @Test("report an event of the interest until it is handled", arguments: PollerKind.available)
    func levelTriggered(_ kind: PollerKind) throws {
        try withPair { near, far in
            let poller = try kind.makePoller()
            let registration = Registration(descriptor: near, generation: 7)
            var events: [PollEvent] = []
            try poller.add(registration, .read)
            try poller.wait(milliseconds: 0, into: &events)
            #expect(events.isEmpty)
            #expect([UInt8(1)].withUnsafeBytes { SocketResult.send(far, $0) } == .bytes(1))
            for _ in 0..<2 {
                try poller.wait(milliseconds: 1_000, into: &events)
                #expect(events == [PollEvent(registration: registration, readiness: .readable)])
            }
            try poller.change(registration, .write)
            try poller.wait(milliseconds: 1_000, into: &events)
            #expect(events == [PollEvent(registration: registration, readiness: .writable)])
            poller.remove(registration)
            try poller.wait(milliseconds: 0, into: &events)
            #expect(events.isEmpty)
        }
    }

    @Test("tell a shut sending side from a closed connection", arguments: PollerKind.available)
    func hangUps(_ kind: PollerKind) throws {
        try withPair { near, far in
            let poller = try kind.makePoller()
            let registration = Registration(descriptor: near, generation: 1)
            var events: [PollEvent] = []
            try poller.add(registration, .hangUp)
            shutdown(far, Int32(SHUT_WR))
            try poller.wait(milliseconds: 1_000, into: &events)
            #expect(events.map(\.readiness) == [.hangUp])
            try poller.change(registration, [])
            try poller.wait(milliseconds: 0, into: &events)
            #expect(events.isEmpty)
            shutdown(far, Int32(SHUT_RDWR))
            shutdown(near, Int32(SHUT_RDWR))
            try poller.wait(milliseconds: 1_000, into: &events)
            #expect(events.map(\.readiness) == [.gone])
        }
    }

    @Test("keep the other registrations when one is removed")
    func removal() throws {
        try withPair { first, second in
            let poller = PollPoller()
            let kept = Registration(descriptor: second, generation: 2)
            try poller.add(Registration(descriptor: first, generation: 1), .write)
            try poller.add(kept, .write)
            poller.remove(Registration(descriptor: first, generation: 1))
            var events: [PollEvent] = []
            try poller.wait(milliseconds: 0, into: &events)
            #expect(events == [PollEvent(registration: kept, readiness: .writable)])
        }
    }

    @Test("find no source for an event of an older registration with the same descriptor number")
    func generations() {
        final class Source: PollSource {
            func isReady(_ readiness: Readiness) {}
            func deadlinePassed() {}
            func drain() {}
            func abandon() {}
        }
        var sources = PollSources()
        let older = sources.insert(Source(), 5)
        sources.setDeadline(Moment(nanoseconds: 10), of: older)
        sources.remove(older)
        #expect(sources.sweep(at: Moment(nanoseconds: 20)).due.isEmpty)
        let newer = sources.insert(Source(), 5)
        #expect(sources[older] == nil)
        #expect(sources[newer] != nil)
        sources.remove(older)
        #expect(sources.count == 1)
        #expect(Registration(token: newer.token) == newer)
    }

    @Test("return each passed deadline once, and the next deadline")
    func deadlines() {
        final class Source: PollSource {
            func isReady(_ readiness: Readiness) {}
            func deadlinePassed() {}
            func drain() {}
            func abandon() {}
        }
        var sources = PollSources()
        let (first, second) = (sources.insert(Source(), 3), sources.insert(Source(), 4))
        sources.setDeadline(Moment(nanoseconds: 10), of: first)
        sources.setDeadline(Moment(nanoseconds: 30), of: second)
        let sweep = sources.sweep(at: Moment(nanoseconds: 10))
        #expect(sweep.due.count == 1)
        #expect(sweep.next == Moment(nanoseconds: 30))
        #expect(sources.sweep(at: Moment(nanoseconds: 10)).due.isEmpty)
    }
}
