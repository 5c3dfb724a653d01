import CampaignAPI
import HTTPServer
import HTTPTypes
import JSON
import Testing

@testable import MockControl

@Suite("The journal's events") struct EventLogTests {
    static func publish(_ count: Int, to journal: Journal) {
        for number in 0..<count { journal.publish("clock", .integer(Int64(number))) }
    }

    static func record(_ count: Int = 1, campaign: Int64? = nil, in journal: Journal) throws {
        for _ in 0..<count {
            let response = Response(status: .ok, details: RequestFindings(account: "demo", campaignID: campaign))
            journal.record(try makeRequest(), response, at: 0, since: journal.currentEpoch)
        }
    }

    /// `4` for an event, `2...3` for lost events.
    static func missed(after lastID: UInt64?, of journal: Journal) -> [String] {
        journal.subscribe(after: lastID).takeMissed().map { item in
            switch item {
            case .event(let event): "\(event.id)"
            case .lost(let range): "\(range)"
            case .heartbeat: "heartbeat"
            }
        }
    }

    @Test("are sent again to a follower that reconnects, if it missed them") func resumes() {
        let journal = Journal()
        Self.publish(5, to: journal)
        #expect(Self.missed(after: 3, of: journal) == ["4", "5"])
    }

    @Test("are sent to a new follower from its subscription on") func live() async throws {
        let journal = Journal()
        Self.publish(5, to: journal)
        let subscription = journal.subscribe(after: nil)
        #expect(subscription.takeMissed().isEmpty)
        try Self.record(campaign: 7, in: journal)
        var iterator = subscription.items.makeAsyncIterator()
        guard case .event(let request) = await iterator.next(), case .request = request.content else {
            Issue.record("The request's event did not come first.")
            return
        }
        #expect(request.id == 6)
        guard case .event(let campaign) = await iterator.next() else { return }
        #expect(
            String(decoding: campaign.encoded(), as: UTF8.self)
                == "id: 7\nevent: campaign\ndata: {\"id\":7,\"account\":\"demo\",\"request\":1}\n\n")
    }

    struct Gap: CustomTestStringConvertible {
        let testDescription: String
        let lastID: UInt64
        let missed: [String]
    }

    @Test(
        "are listed as lost when they are no longer kept",
        arguments: [
            Gap(testDescription: "too old", lastID: 2, missed: ["3...7", "8", "9", "10"]),
            Gap(testDescription: "just old enough", lastID: 7, missed: ["8", "9", "10"]),
            Gap(testDescription: "everything seen", lastID: 10, missed: []),
            Gap(testDescription: "from an earlier run", lastID: 500, missed: ["1...7", "8", "9", "10"]),
            Gap(testDescription: "the greatest number", lastID: .max, missed: ["1...7", "8", "9", "10"]),
        ])
    func gaps(_ row: Gap) throws {
        let rare = Journal(limits: Journal.Limits(events: 3))
        Self.publish(10, to: rare)
        #expect(Self.missed(after: row.lastID, of: rare) == row.missed)
        let requests = Journal(limits: Journal.Limits(events: 3))
        try Self.record(5, campaign: 1, in: requests)
        #expect(Self.missed(after: row.lastID, of: requests) == row.missed)
    }

    @Test("of requests are lost when the journal forgets the requests") func forgotten() throws {
        let journal = Journal(limits: Journal.Limits(entries: 2))
        Self.publish(1, to: journal)
        try Self.record(campaign: 1, in: journal)
        Self.publish(1, to: journal)
        try Self.record(2, in: journal)
        #expect(Self.missed(after: 0, of: journal) == ["1", "2...3", "4", "5", "6"])
        journal.clear(restartingNumbers: true)
        Self.publish(1, to: journal)
        try Self.record(in: journal)
        #expect(Self.missed(after: 0, of: journal) == ["1", "2...3", "4", "5...6", "7", "8"])
        journal.clear()
        #expect(Self.missed(after: 6, of: journal) == ["7", "8...8"])
    }

    @Test("are not delayed by a slow follower, and only that follower is dropped") func slow() async {
        let journal = Journal(limits: Journal.Limits(queuedEvents: 4))
        let slow = journal.subscribe(after: nil)
        let quick = journal.subscribe(after: nil)
        Self.publish(4, to: journal)
        var iterator = quick.items.makeAsyncIterator()
        for _ in 0..<4 { _ = await iterator.next() }
        Self.publish(1, to: journal)
        #expect(journal.followerCount == 1)
        var seen = 0
        for await _ in slow.items { seen += 1 }
        #expect(seen == 4)
    }

    @Test("of all loops reach a new follower in order and without gaps")
    func loops() async throws {
        let loops = 3, each = 200
        let last = UInt64(2 * loops * each)
        let journal = Journal(
            limits: Journal.Limits(entries: loops * each, events: Int(last), queuedEvents: Int(last)), loops: loops)
        let response = Response(status: .ok, details: RequestFindings(account: "demo", campaignID: 1))
        async let seen = Task {
            while journal.contents.entries.count < each { await Task.yield() }
            let subscription = journal.subscribe(after: 0)
            var ids = subscription.takeMissed().compactMap(\.id)
            for await item in subscription.items { ids += [item.id].compactMap(\.self) }
            return ids
        }.value
        try await withThrowingTaskGroup(of: Void.self) { group in
            for loop in 0..<loops {
                group.addTask {
                    for _ in 0..<each {
                        let request = try makeRequest(loop: loop)
                        journal.record(request, response, at: 0, since: journal.currentEpoch)
                    }
                }
            }
            try await group.waitForAll()
        }
        journal.endStreams()
        #expect(await seen == Array(1...last))
    }

    @Test("are no longer queued for a follower that has left") func leaving() async {
        let journal = Journal()
        do {
            _ = journal.subscribe(after: nil)
        }
        #expect(journal.followerCount == 0)
    }

    @Test("are written in the format of the HTML Standard") func encoding() {
        let bytes = ServerSentEvent.encode(id: 3, name: "reset", data: Array("{}".utf8))
        #expect(String(decoding: bytes, as: UTF8.self) == "id: 3\nevent: reset\ndata: {}\n\n")
    }
}

extension EventItem {
    fileprivate var id: UInt64? {
        if case .event(let event) = self { event.id } else { nil }
    }
}
