import Base
import HTTPServer
import Logging
import TestSupport
import Testing

@Suite("A server's alarm") struct AlarmTests {
    /// The moments at which an alarm rang.
    private final class Rings: Sendable {
        let moments = Locked<[Moment]>([])
        let first = Signal()

        func ring() {
            moments.withLock { $0.append(.now) }
            first.set()
        }
    }

    @Test("rings once, and not before its moment", arguments: PollerKind.available, [0, 1, 30])
    func rings(_ poller: PollerKind, _ milliseconds: Int64) async throws {
        try await withServer(poller, handler: { _ in text("") }) { server in
            let (rings, moment) = (Rings(), Moment.now + milliseconds * 1_000_000)
            server.setAlarm(at: moment) { rings.ring() }
            await rings.first.wait()
            let client = try Client(port: server.port)
            #expect(try await client.get().status == 200)
            #expect(rings.moments.withLock { $0.count } == 1)
            #expect(rings.moments.withLock { $0.allSatisfy { $0 >= moment } })
        }
    }

    @Test("that is set later replaces the former, whichever comes first", arguments: [1, 3_600])
    func replaces(_ seconds: Int64) async throws {
        try await withServer(handler: { _ in text("") }) { server in
            let (former, later) = (Rings(), Rings())
            server.setAlarm(at: .now + seconds * 1_000_000_000) { former.ring() }
            server.setAlarm(at: .now + 2_000_000) { later.ring() }
            await later.first.wait()
            #expect(former.moments.withLock { $0.isEmpty })
        }
    }

    @Test("that is moved away does not ring at the former moment")
    func movedAway() async throws {
        try await withServer(handler: { _ in text("") }) { server in
            let (former, second) = (Rings(), Rings())
            server.setAlarm(at: .now + 20_000_000) { former.ring() }
            server.setAlarm(at: .now + 40_000_000) { second.ring() }
            await second.first.wait()
            server.setAlarm(at: .now + 1_000_000) { former.ring() }
            server.setAlarm(at: nil)
            let client = try Client(port: server.port)
            #expect(try await client.get().status == 200)
            #expect(former.moments.withLock { $0.count } <= 1)
            #expect(second.moments.withLock { $0.count } == 1)
        }
    }

    @Test("can be set by its own work, again and again")
    func again() async throws {
        try await withServer(handler: { _ in text("") }) { server in
            let (count, done) = (Locked(0), Signal())
            @Sendable func next() {
                let rung = count.withLock { count in
                    count += 1
                    return count
                }
                if rung == 50 { done.set() } else { server.setAlarm(at: .now) { next() } }
            }
            server.setAlarm(at: .now) { next() }
            await done.wait()
            #expect(count.withLock { $0 } == 50)
        }
    }

    @Test("that is set before the run rings in it, and never after the stop")
    func run() async throws {
        let server = try Server(configuration: ServerConfiguration(), logger: silentLogger) { _ in .ready(text("")) }
        let (rings, late) = (Rings(), Rings())
        server.setAlarm(at: .now) { rings.ring() }
        async let running: Void = server.run()
        await rings.first.wait()
        server.stop()
        server.setAlarm(at: .now + 1_000_000_000) { late.ring() }
        try await running
        server.setAlarm(at: .now) { late.ring() }
        #expect(late.moments.withLock { $0.isEmpty })
    }
}
