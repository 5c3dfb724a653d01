import JSON
import Testing

@testable import MockControl

@Suite("The event broadcaster") struct EventBroadcasterTests {
    static func publish(_ count: Int, to events: EventBroadcaster) {
        for number in 0..<count { events.publish(.other(name: "clock", data: .integer(Int64(number)))) }
    }

    @Test("gives a returning reader what it missed") func resumes() {
        let events = EventBroadcaster()
        Self.publish(5, to: events)
        let subscription = events.subscribe(after: 3)
        #expect(subscription.missed.map(\.id) == [4, 5])
        #expect(subscription.lost == nil)
    }

    @Test("gives a new reader only what is to come") func live() async {
        let events = EventBroadcaster()
        Self.publish(5, to: events)
        let subscription = events.subscribe(after: nil)
        #expect(subscription.missed.isEmpty)
        Self.publish(1, to: events)
        for await item in subscription.items {
            if case .event(let event) = item { #expect(event.id == 6) }
            break
        }
    }

    struct Gap: CustomTestStringConvertible {
        let testDescription: String
        let lastID: UInt64
        let missed: [UInt64]
        let lost: ClosedRange<UInt64>?
    }

    @Test(
        "tells which events are no longer kept",
        arguments: [
            Gap(testDescription: "too old", lastID: 2, missed: [8, 9, 10], lost: 3...7),
            Gap(testDescription: "just old enough", lastID: 7, missed: [8, 9, 10], lost: nil),
            Gap(testDescription: "everything seen", lastID: 10, missed: [], lost: nil),
            Gap(testDescription: "from an earlier life", lastID: 500, missed: [8, 9, 10], lost: 1...7),
            Gap(testDescription: "the greatest number", lastID: .max, missed: [8, 9, 10], lost: 1...7),
        ])
    func gaps(_ row: Gap) {
        let events = EventBroadcaster(capacity: 3)
        Self.publish(10, to: events)
        let subscription = events.subscribe(after: row.lastID)
        #expect(subscription.missed.map(\.id) == row.missed)
        #expect(subscription.lost == row.lost)
    }

    @Test("drops a reader that is too slow, and nobody else") func slow() async {
        let events = EventBroadcaster(queueLength: 4)
        let slow = events.subscribe(after: nil)
        let quick = events.subscribe(after: nil)
        Self.publish(4, to: events)
        var iterator = quick.items.makeAsyncIterator()
        for _ in 0..<4 { _ = await iterator.next() }
        Self.publish(1, to: events)
        #expect(events.followerCount == 1)
        var seen = 0
        for await _ in slow.items { seen += 1 }
        #expect(seen == 4)
    }

    @Test("forgets a reader that goes") func leaving() async {
        let events = EventBroadcaster()
        do {
            _ = events.subscribe(after: nil)
        }
        #expect(events.followerCount == 0)
    }

    @Test("writes an event as the HTML Standard has it") func encoding() {
        let bytes = ServerSentEvent.encode(id: 3, name: "reset", data: Array("{}".utf8))
        #expect(String(decoding: bytes, as: UTF8.self) == "id: 3\nevent: reset\ndata: {}\n\n")
    }
}
