import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire
import JSON
import Testing

@testable import MockControl

@Suite("Watching the journal") struct JournalWatchTests {
    @Test("yields every matching request, even if the journal keeps few") func watched() async throws {
        let journal = Journal(limits: Journal.Limits(entries: 1, bodyBytes: 4), loops: 2)
        let match = RequestMatch(criteria: [.member("name", anyOf: ["wanted"]), .bodyContains("wanted")])
        let (contents, watch) = journal.watch(for: match)
        #expect(contents.requests.isEmpty)
        for name in ["other", "wanted", "other", "wanted", "other"] {
            try JournalTests.record(
                in: journal, body: Array(#"{"name":"\#(name)"}"#.utf8), loop: name == "other" ? 0 : 1)
        }
        journal.clear()
        journal.endWatches()
        var told: [Int?] = []
        for await item in watch.items {
            switch item {
            case .request(let recorded): told.append(recorded.number)
            case .emptied, .removed: told.append(nil)
            }
        }
        #expect(told == [2, 4, nil])
        #expect(journal.contents.forgotten.count == 0)
        var late = journal.watch(for: match).watch.items.makeAsyncIterator()
        #expect(await late.next() == nil)
    }

    @Test("keeps no contents of the journal in memory", .timeLimit(.minutes(1))) func holdsNothing() async throws {
        let journal = Journal()
        weak var kept: EncodedFields?
        func record() throws {
            let fields = EncodedFields([:])
            kept = fields
            var response = Response(status: .ok)
            response.fields.share(fields)
            journal.record(try makeRequest(), response, at: 0, since: journal.currentEpoch)
        }
        try record()
        #expect(kept != nil)
        let wait = Task {
            await RequestWait(match: RequestMatch(), count: 2, timeoutMilliseconds: 60_000).outcome(in: journal)
        }
        while journal.watchCount == 0 { await Task.yield() }
        // A request that the journal forgets is freed while the wait goes on.
        journal.clear()
        while kept != nil, journal.watchCount > 0 { await Task.yield() }
        #expect(journal.watchCount == 1)
        wait.cancel()
        #expect(await wait.value.entry == nil)
        #expect(journal.watchCount == 0)
    }

    @Test("wakes a wait when any loop records a request") func waiting() async throws {
        let journal = Journal(loops: 2)
        async let outcome = RequestWait(match: RequestMatch(), count: 2).outcome(in: journal)
        try JournalTests.record(in: journal)
        try JournalTests.record(in: journal, loop: 1)
        let found = await outcome
        #expect(found.entry?.number == 2)
        #expect(found.count == 2)
    }

    @Test("ends on timeout, on cancellation and when the mock stops") func endings() async throws {
        let journal = Journal()
        try JournalTests.record(in: journal)
        let short = await RequestWait(match: RequestMatch(), count: 2, timeoutMilliseconds: 1).outcome(in: journal)
        #expect(short.entry == nil)
        #expect(short.count == 1)

        let long = RequestWait(match: RequestMatch(), count: 2, timeoutMilliseconds: 60_000)
        let task = Task { await long.outcome(in: journal) }
        task.cancel()
        #expect(await task.value.entry == nil)

        async let last = long.outcome(in: journal)
        journal.endWatches()
        #expect(await last.entry == nil)
    }

    @Test("does not count requests from before the journal was emptied") func clearedWait() async throws {
        let journal = Journal()
        try JournalTests.record(in: journal)
        async let outcome = RequestWait(match: RequestMatch(), count: 2).outcome(in: journal)
        journal.clear()
        try JournalTests.record(in: journal)
        try JournalTests.record(in: journal)
        #expect(await outcome.entry?.number == 3)
    }
}
