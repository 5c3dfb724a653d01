import CampaignAPI
import Foundation
import HTTPServer
import HTTPTypes
import HTTPWire
import JSON
import Testing

@testable import MockControl

@Suite("The journal") struct JournalTests {
    @discardableResult
    static func record(
        in journal: Journal, body: [UInt8] = Array(#"{"name":"x"}"#.utf8), status: HTTPResponse.Status = .created,
        answer: [UInt8] = [], headers: [(String, String)] = [], loop: Int = 0
    ) throws -> JournalEntry? {
        let request = try makeRequest(headers: headers, body: body, loop: loop)
        let response = Response(status: status, bytes: answer)
        journal.record(request, response, at: 1_000, since: journal.currentEpoch)
        return journal.entries().last
    }

    static func json(_ entry: JournalEntry) throws -> JSONValue {
        var writer = JSONWriter()
        entry.write(to: &writer)
        return try JSONReader.read(writer.bytes.span)
    }

    @Test("numbers requests from 1 and keeps the last ones") func ring() throws {
        let journal = Journal(limits: Journal.Limits(entries: 3, bodyBytes: 100))
        for _ in 1...5 { try Self.record(in: journal) }
        #expect(journal.entries().map(\.number) == [3, 4, 5])
        #expect(journal.entries(after: 4).map(\.number) == [5])
        #expect(journal.entries(after: .max).isEmpty)
        #expect(journal.entry(number: 2) == nil)
        #expect(journal.entry(number: 3)?.number == 3)
        #expect(journal.entry(number: .min) == nil)
        #expect(journal.entry(number: .max) == nil)
    }

    @Test("keeps the last ones of all event loops together, in their order") func loops() throws {
        let journal = Journal(limits: Journal.Limits(entries: 4), loops: 2)
        for loop in [0, 0, 0, 1, 0, 1] { try Self.record(in: journal, body: [UInt8(loop)], loop: loop) }
        #expect(journal.entries().map(\.number) == [3, 4, 5, 6])
        #expect(journal.entries().map { $0.body.bytes.first } == [0, 1, 0, 1])
        // The first loop has nothing to record any more, and what it had grows old all the same.
        for _ in 1...3 { try Self.record(in: journal, loop: 1) }
        #expect(journal.entries().map(\.number) == [6, 7, 8, 9])
        #expect(journal.entry(number: 5) == nil)
        #expect(journal.clear() == 4)
        #expect(journal.entries().isEmpty)
        #expect(try Self.record(in: journal, loop: 1)?.number == 10)
    }

    @Test("goes on counting after it was emptied, and from 1 after a reset") func numbers() throws {
        let journal = Journal()
        try Self.record(in: journal)
        journal.clear()
        #expect(try Self.record(in: journal)?.number == 2)
        journal.clear(restartingNumbers: true)
        #expect(try Self.record(in: journal)?.number == 1)
    }

    @Test("uses its memory again, but not that of a large body for small ones") func room() throws {
        var ring = RequestRing(capacity: 2, bodyLimit: 100_000)
        let sequence = JournalSequence()
        func capacity(afterRecording count: Int) throws -> Int {
            let body = Array(repeating: UInt8(ascii: "x"), count: count)
            ring.record(
                try makeRequest(body: body), Response(status: .ok), nil, at: 0, answeredAt: .now, numberedBy: sequence)
            #expect(ring.newest?.body.bytes.elementsEqual(body) == true)
            return ring.byteCapacity
        }
        let usual = try capacity(afterRecording: 1_000)
        let large = try capacity(afterRecording: 90_000)
        #expect(large >= 90_000)
        for _ in 1...2 { _ = try capacity(afterRecording: 10) }
        // Two segments are in use at most, when the oldest request stands in the one before; a third waits to be used.
        for count in (0...2_000).map({ $0 % 2_000 }) {
            #expect(try capacity(afterRecording: count) <= 3 * usual)
        }
    }

    @Test("keeps apart what several threads record at a time, and what is read meanwhile", arguments: [1, 3])
    func threads(loops: Int) async throws {
        let journal = Journal(limits: Journal.Limits(entries: 50), loops: loops)
        let isWhole: @Sendable (JournalEntry) -> Bool = { entry in
            entry.body.bytes == entry.answer?.body?.bytes && entry.body.bytes.elementsEqual(entry.head.target.utf8)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for thread in 0..<4 {
                group.addTask {
                    for number in 0..<500 {
                        let text = "/\(thread)/" + String(repeating: "x", count: number % 40)
                        let request = try makeRequest("POST", text, body: Array(text.utf8), loop: thread)
                        let response = Response(status: .ok, bytes: Array(text.utf8))
                        journal.record(request, response, at: 0, since: journal.currentEpoch)
                        if number % 50 == 0 { #expect(journal.entries().allSatisfy(isWhole)) }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(journal.entries().map(\.number) == Array(1_951...2_000))
        #expect(journal.entries().allSatisfy(isWhole))
    }

    @Test("leaves a reader what it has read, whatever comes after") func snapshot() throws {
        let journal = Journal(limits: Journal.Limits(entries: 1))
        let first = try #require(try Self.record(in: journal, body: Array("first".utf8)))
        try Self.record(in: journal, body: Array("second".utf8))
        #expect(String(decoding: first.body.bytes, as: UTF8.self) == "first")
    }

    @Test("shows a head as it came, however its content was framed") func heads() throws {
        let journal = Journal()
        for (method, target) in [("GET", "/a?b=c"), ("OPTIONS", "*"), ("GET", "http://there.test/x")] {
            let request = try makeRequest(method, target, headers: [("X-A", "1"), ("X-A", "2")])
            journal.record(request, Response(status: .ok), at: 0, since: journal.currentEpoch)
        }
        var chunked = RequestDecoder()
        let wire = "POST /chunked HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"
        Array(wire.utf8).withUnsafeBytes { chunked.append($0) }
        guard case .request(let decoded) = try chunked.next() else { throw IncompleteRequest() }
        journal.record(
            Request(head: decoded.head, body: decoded.body), Response(status: .ok), at: 0,
            since: journal.currentEpoch)
        let entries = journal.entries()
        #expect(entries.map(\.head.target) == ["/a?b=c", "*", "http://there.test/x", "/chunked"])
        #expect(entries.map(\.head.authority) == ["localhost:7357", "localhost:7357", "there.test", "x"])
        #expect(entries[0].head.fields.map(\.value) == ["localhost:7357", "1", "2"])
        #expect(String(decoding: entries[3].body.bytes, as: UTF8.self) == "ab")
    }

    @Test("does not take in a request that began before it was emptied") func stragglers() throws {
        let journal = Journal()
        let begun = journal.currentEpoch
        journal.clear()
        journal.record(try makeRequest(), Response(status: .ok), at: 0, since: begun)
        #expect(journal.entries().isEmpty)
    }

    @Test("cuts long bodies and says so") func cut() throws {
        let journal = Journal(limits: Journal.Limits(entries: 10, bodyBytes: 5))
        let entry = try #require(try Self.record(in: journal, body: Array("12345678".utf8), answer: Array("äöü".utf8)))
        let json = try Self.json(entry)
        #expect(json["body"] == "12345")
        #expect(json["body_bytes"] == 8)
        #expect(json["body_truncated"] == true)
        #expect(json["json"] == .null)
        // The cut went through a scalar of two bytes.
        #expect(json["answer"]?["body"] == "äö")
        #expect(json["answer"]?["body_bytes"] == 6)
    }

    @Test("shows what was sent and answered") func shape() throws {
        let entry = try #require(
            try Self.record(
                in: Journal(), answer: Array("{}".utf8),
                headers: [("Authorization", "Bearer YOUR_API_KEY"), ("X-A", "1"), ("x-a", "2")]))
        let json = try Self.json(entry)
        #expect(json["number"] == 1)
        #expect(json["time"] == "1970-01-01T00:16:40.000000Z")
        #expect(json["account"] == .null)
        #expect(json["method"] == "POST")
        #expect(json["target"] == "/api/user/campaign")
        #expect(json["headers"]?["authorization"] == "Bearer …_KEY")
        #expect(json["headers"]?["x-a"] == "1, 2")
        #expect(json["body"] == #"{"name":"x"}"#)
        #expect(json["json"] == ["name": "x"])
        #expect(json["warnings"] == [])
        #expect(json["status"] == 201)
        #expect(json["answer"]?["body"] == "{}")
        #expect((json["duration_us"]?.integer ?? -1) >= 0)
        #expect(json["fault"] == .null)
        #expect(json["connection"] == 0)
    }

    @Test(
        "writes bytes that are no text in base64",
        arguments: [
            ([0xFF], "/w=="), ([0xFF, 0xFE], "//4="), ([0xFF, 0xFE, 0xFD], "//79"), ([0xFF, 0, 0, 0], "/wAAAA=="),
        ])
    func binary(_ row: (bytes: [UInt8], text: String)) throws {
        let entry = try #require(try Self.record(in: Journal(), body: row.bytes))
        let json = try Self.json(entry)
        #expect(json["body"] == nil)
        #expect(json["body_base64"] == .string(row.text))
        #expect(Data(base64Encoded: row.text) == Data(row.bytes))
    }

    @Test("takes no more memory after 100,000 requests than after 2,000") func bounded() throws {
        let journal = Journal(limits: Journal.Limits(entries: 500, bodyBytes: 1_024))
        let head = try makeRequest().head
        func record(_ count: Int) {
            for _ in 0..<count {
                // Each with storage of its own, as the server hands them over.
                let body = [UInt8](repeating: UInt8(ascii: "x"), count: 20_000)
                journal.record(
                    Request(head: head, body: body[...]), Response(status: .ok, bytes: body), at: 0,
                    since: journal.currentEpoch)
            }
        }
        record(2_000)
        let before = residentBytes()
        record(98_000)
        #expect(journal.entries().count == 500)
        let most = 500 * (1_024 * 2 + 2_048)
        #expect(journal.entries().reduce(0) { $0 + $1.body.bytes.count + ($1.answer?.body?.bytes.count ?? 0) } < most)
        // All 98,000 bodies would be 2 GB. Other tests run meanwhile, so this cannot be narrow.
        #expect(residentBytes() - before < 400_000_000)
    }

    private func residentBytes() -> Int {
        let statistics = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = statistics.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    @Test("wakes who waits for a request, whichever loop it comes from") func waiting() async throws {
        let journal = Journal(loops: 2)
        async let outcome = RequestWait(match: RequestMatch(), count: 2).outcome(in: journal)
        try Self.record(in: journal)
        try Self.record(in: journal, loop: 1)
        let found = await outcome
        #expect(found.entry?.number == 2)
        #expect(found.count == 2)
    }

    @Test("ends a wait when its time is over, when it is cancelled and when the mock stops") func endings() async throws
    {
        let journal = Journal()
        try Self.record(in: journal)
        let short = await RequestWait(match: RequestMatch(), count: 2, timeoutMilliseconds: 1).outcome(in: journal)
        #expect(short.entry == nil)
        #expect(short.count == 1)

        let long = RequestWait(match: RequestMatch(), count: 2, timeoutMilliseconds: 60_000)
        let task = Task { await long.outcome(in: journal) }
        task.cancel()
        #expect(await task.value.entry == nil)

        async let last = long.outcome(in: journal)
        journal.endWaits()
        #expect(await last.entry == nil)
    }

    @Test("does not count what was there before it was emptied") func clearedWait() async throws {
        let journal = Journal()
        try Self.record(in: journal)
        async let outcome = RequestWait(match: RequestMatch(), count: 2).outcome(in: journal)
        journal.clear()
        try Self.record(in: journal)
        try Self.record(in: journal)
        #expect(await outcome.entry?.number == 3)
    }
}
