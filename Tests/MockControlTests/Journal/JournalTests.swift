import Base
import CampaignAPI
import CampaignStore
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
        answer: [UInt8] = [], headers: [(String, String)] = [], at time: Int64 = 1_000, loop: Int = 0
    ) throws -> JournalEntry? {
        let request = try makeRequest(headers: headers, body: body, loop: loop)
        let response = Response(status: status, bytes: answer)
        journal.record(request, response, at: time, since: journal.currentEpoch)
        return journal.contents.entries.last
    }

    static func json(_ entry: JournalEntry) throws -> JSONValue {
        var writer = JSONWriter()
        entry.write(to: &writer)
        return try JSONReader.read(writer.bytes.span)
    }

    @Test("numbers requests from 1 and keeps the last requests") func ring() throws {
        let journal = Journal(limits: Journal.Limits(entries: 3, bodyBytes: 100))
        for _ in 1...5 { try Self.record(in: journal) }
        #expect(journal.numbers == [3, 4, 5])
        #expect(journal.entry(number: 2) == nil)
        #expect(journal.entry(number: 3)?.number == 3)
        #expect(journal.entry(number: .min) == nil)
        #expect(journal.entry(number: .max) == nil)
    }

    @Test("keeps the last requests of all event loops in order") func loops() throws {
        let journal = Journal(limits: Journal.Limits(entries: 4), loops: 2)
        for loop in [0, 0, 0, 1, 0, 1] { try Self.record(in: journal, body: [UInt8(loop)], loop: loop) }
        #expect(journal.numbers == [3, 4, 5, 6])
        #expect(journal.contents.entries.map { $0.body.bytes.first } == [0, 1, 0, 1])
        // The first loop records nothing more. Its requests are forgotten nevertheless.
        for _ in 1...3 { try Self.record(in: journal, loop: 1) }
        #expect(journal.numbers == [6, 7, 8, 9])
        #expect(journal.entry(number: 5) == nil)
        #expect(journal.clear() == 4)
        #expect(journal.contents.entries.isEmpty)
        #expect(try Self.record(in: journal, loop: 1)?.number == 10)
    }

    @Test("goes on with the numbers when it is emptied, and starts at 1 on a reset") func numbers() throws {
        let journal = Journal()
        try Self.record(in: journal)
        journal.clear()
        #expect(try Self.record(in: journal)?.number == 2)
        journal.clear(restartingNumbers: true)
        #expect(try Self.record(in: journal)?.number == 1)
    }

    @Test("records from several threads during reads without mixing up requests", arguments: [1, 3])
    func threads(loops: Int) async throws {
        let journal = Journal(limits: Journal.Limits(entries: 50), loops: loops)
        let isWhole: @Sendable (JournalEntry) -> Bool = { entry in
            entry.body.bytes == entry.answer?.body?.bytes && entry.body.bytes.elementsEqual((entry.target ?? "").utf8)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for thread in 0..<4 {
                group.addTask {
                    for number in 0..<500 {
                        let text = "/\(thread)/" + String(repeating: "x", count: number % 40)
                        let request = try makeRequest("POST", text, body: Array(text.utf8), loop: thread)
                        let response = Response(status: .ok, bytes: Array(text.utf8))
                        journal.record(request, response, at: 0, since: journal.currentEpoch)
                        if number % 50 == 0 { #expect(journal.contents.entries.allSatisfy(isWhole)) }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(journal.numbers == Array(1_951...2_000))
        #expect(journal.contents.entries.allSatisfy(isWhole))
    }

    @Test("never changes an entry that was read") func snapshot() throws {
        let journal = Journal(limits: Journal.Limits(entries: 1))
        let first = try #require(try Self.record(in: journal, body: Array("first".utf8)))
        try Self.record(in: journal, body: Array("second".utf8))
        #expect(String(decoding: first.body.bytes, as: UTF8.self) == "first")
    }

    @Test("shows a head as received, with any framing of its content") func heads() throws {
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
        let entries = Array(journal.contents.entries)
        #expect(entries.map(\.target) == ["/a?b=c", "*", "http://there.test/x", "/chunked"])
        #expect(entries.map(\.authority) == ["localhost:7357", "localhost:7357", "there.test", "x"])
        #expect(entries[0].fields.map(\.value) == ["localhost:7357", "1", "2"])
        #expect(String(decoding: entries[3].body.bytes, as: UTF8.self) == "ab")
    }

    @Test("does not record a request that began before it was emptied") func stragglers() throws {
        let journal = Journal()
        let begun = journal.currentEpoch
        journal.clear()
        journal.record(try makeRequest(), Response(status: .ok), at: 0, since: begun)
        #expect(journal.contents.entries.isEmpty)
    }

    @Test("cuts long bodies, and marks them as cut") func cut() throws {
        let journal = Journal(limits: Journal.Limits(entries: 10, bodyBytes: 5))
        let entry = try #require(try Self.record(in: journal, body: Array("12345678".utf8), answer: Array("äöü".utf8)))
        let json = try Self.json(entry)
        #expect(json["body"] == "12345")
        #expect(json["body_bytes"] == 8)
        #expect(json["body_truncated"] == true)
        #expect(json["json"] == .null)
        // The cut is inside a scalar of two bytes.
        #expect(json["answer"]?["body"] == "äö")
        #expect(json["answer"]?["body_bytes"] == 6)
    }

    @Test("shows request and response") func shape() throws {
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
        "writes a body that is not UTF-8 in base64",
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
                // Each body has storage of its own, as in the server.
                let body = [UInt8](repeating: UInt8(ascii: "x"), count: 20_000)
                journal.record(
                    Request(head: head, body: body[...]), Response(status: .ok, bytes: body), at: 0,
                    since: journal.currentEpoch)
            }
        }
        record(2_000)
        let before = residentBytes()
        record(98_000)
        #expect(journal.contents.entries.count == 500)
        let most = 500 * (1_024 * 2 + 2_048)
        #expect(
            journal.contents.entries.reduce(0) { $0 + $1.body.bytes.count + ($1.answer?.body?.bytes.count ?? 0) } < most
        )
        // All 98,000 bodies would be 2 GB. The limit is wide, because other tests run at the same time.
        #expect(residentBytes() - before < 400_000_000)
    }

    private func residentBytes() -> Int {
        let statistics = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = statistics.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    @Test("counts the requests that it has forgotten since it was emptied", arguments: [1, 2])
    func forgotten(loops: Int) throws {
        let journal = Journal(limits: Journal.Limits(entries: 3), loops: loops)
        for number in 1...3 { try Self.record(in: journal, at: Int64(number), loop: number % loops) }
        #expect(journal.contents.forgotten == ForgottenRequests())
        // The first loop records nothing more. Its requests are forgotten nevertheless.
        for number in 4...6 { try Self.record(in: journal, at: Int64(10 - number), loop: 1) }
        #expect(journal.contents.forgotten == ForgottenRequests(numbers: 1..<4, latestTime: 3))
        journal.clear()
        #expect(journal.contents.forgotten.count == 0)
        for _ in 7...10 { try Self.record(in: journal) }
        #expect(journal.contents.forgotten == ForgottenRequests(numbers: 7..<8, latestTime: 1_000))
        journal.clear(restartingNumbers: true)
        for _ in 1...4 { try Self.record(in: journal) }
        #expect(journal.contents.forgotten == ForgottenRequests(numbers: 1..<2, latestTime: 1_000))
    }

    @Test(
        "counts the forgotten requests that a match can mean",
        arguments: [
            (nil, 4), (.number(.min), 4), (.number(4), 4), (.number(5), 3), (.number(8), 0), (.number(.max), 0),
            (.time(1_000, text: ""), 4), (.time(1_001, text: ""), 0),
        ] as [(Criterion.Since?, Int)])
    func possible(_ row: (since: Criterion.Since?, count: Int)) {
        let forgotten = ForgottenRequests(numbers: 5..<9, latestTime: 1_000)
        let match = RequestMatch(criteria: [.status(201)] + (row.since.map { [.since($0)] } ?? []))
        #expect(forgotten.count(possibleFor: match) == row.count)
        #expect(ForgottenRequests().count(possibleFor: match) == 0)
    }

    @Test("shows the same real_time for an entry at every read") func realTime() throws {
        let journal = Journal(limits: Journal.Limits(entries: 40))
        let head = try makeRequest().head
        let now = Moment.now
        // Forty moments in two seconds, so that some are just after the beginning of a second.
        let moments = (0..<40).map { now + Int64($0) * -50_000_000 }
        for moment in moments {
            journal.record(
                Request(head: head, body: [], receivedAt: moment), Response(status: .ok), at: 0,
                since: journal.currentEpoch)
        }
        let texts = try journal.contents.entries.map { try Self.json($0)["real_time"]?.string }
        #expect(texts == moments.map { Timestamp.text(MachineTime.ofThisProcess.seconds(at: $0)) })
        let time = MachineTime(now, sinceEpoch: .milliseconds(5_500))
        let seconds = [-1_501, -1_500, -501, -500, 499, 500].map { time.seconds(at: now + Int64($0) * 1_000_000) }
        #expect(seconds == [3, 4, 4, 5, 5, 6])
    }
}

extension Journal {
    /// The numbers of the requests in the journal.
    fileprivate var numbers: [Int] { contents.requests.map(\.number) }
}
