import Base
import CampaignAPI
import HTTPServer
import HTTPTypes
import JSON
import Testing

@testable import MockControl

@Suite("life.md §5: the filtered journal") struct FilteredJournalTests {
    static func record(
        _ account: String?, campaign: Int64? = nil, lead: Int64? = nil, fault: String? = nil, in journal: Journal,
        since epoch: UInt64? = nil
    ) throws {
        let findings = RequestFindings(account: account, campaignID: campaign, leadID: lead, fault: fault)
        journal.record(
            try makeRequest(), Response(status: .ok, details: findings), at: 0, since: epoch ?? journal.currentEpoch)
    }

    static func forgotten(_ criteria: [Criterion], in journal: Journal) -> Int {
        journal.contents.forgotten.count(possibleFor: RequestMatch(criteria: criteria))
    }

    @Test(
        "finds requests by campaign, lead, fault and method",
        arguments: [
            ([.campaign(7)], [1, 2]), ([.lead(3)], [2]), ([.campaign(7), .lead(3)], [2]), ([.campaign(8)], []),
            ([.fault("fault-1")], [3]), ([.fault("prefer")], []), ([.method("POST")], [1, 2, 3]),
            ([.method("PUT")], []),
        ] as [([Criterion], [Int])])
    func filters(_ row: (criteria: [Criterion], numbers: [Int])) throws {
        let journal = Journal()
        try Self.record("demo", campaign: 7, in: journal)
        try Self.record("demo", campaign: 7, lead: 3, in: journal)
        try Self.record("demo", fault: "fault-1", in: journal)
        let match = RequestMatch(criteria: row.criteria)
        #expect(journal.contents.entries.filter { $0.matches(match) == true }.map(\.number) == row.numbers)
    }

    @Test("shows campaign_id and lead_id, null for refused requests") func members() async throws {
        try await withMock { mock async throws in
            try await mock.create()
            try await mock.create("{}")
            let created = try await mock.call("GET", "/_mock/requests/1").text
            #expect(created.contains(#""campaign_id":1,"lead_id":null,"#))
            #expect(try await mock.control("GET", "/requests/2")["campaign_id"] == .null)
        }
    }

    @Test(
        "shows what a request made, changed or deleted, a lead's request its campaign too; nothing for reads and refusals"
    )
    func subjects() async throws {
        try await withMock { mock async throws in
            let fields = ["Authorization": "Bearer demo-key", "Content-Type": "application/json"]
            let calls: [(method: String, path: String, body: String, status: Int)] = [
                ("POST", "/user/campaign", #"{"name":"Spring","assistant_id":129}"#, 201),
                ("POST", "/user/lead", #"{"campaign_id":1,"phone_number":"+15550100123"}"#, 200),
                ("POST", "/user/lead", #"{"campaign_id":1,"phone_number":"none"}"#, 422),
                ("PUT", "/user/leads/1", #"{"status":"completed"}"#, 200),
                ("GET", "/user/leads", "", 200), ("GET", "/user/campaigns", "", 200),
                ("PUT", "/user/leads/1", #"{"status":"created"}"#, 200),
                ("POST", "/user/campaigns/update-status", #"{"campaign_id":1,"action":"start"}"#, 200),
                ("POST", "/user/campaigns/update-status", #"{"campaign_id":1,"action":"start"}"#, 400),
                ("DELETE", "/user/leads/1", "", 200), ("DELETE", "/user/leads/1", "", 404),
                ("DELETE", "/user/campaign/1", "", 200),
            ]
            let reader = try await Client(port: mock.port).follow("/_mock/events?lead_id=1")
            for call in calls {
                let reply = try await mock.call(call.method, call.path, call.body, headers: fields)
                #expect(reply.status == call.status, "\(call) \(reply.text)")
            }
            let entries = try await mock.control("GET", "/requests?order=oldest")["requests"]?.array ?? []
            #expect(
                entries.map { $0["campaign_id"]?.integer } == [1, 1, nil, 1, nil, nil, 1, 1, nil, 1, nil, 1])
            #expect(
                entries.map { $0["lead_id"]?.integer } == [nil, 1, nil, 1, nil, nil, 1, nil, nil, 1, nil, nil])
            #expect(try await mock.control("GET", "/requests?lead_id=1&method=PUT")["total"] == 2)
            for number in [2, 4, 7, 10] as [Int64] {
                // The lead's own changes have events, too.
                var event = try await reader.next()
                while ["lead", "call"].contains(event.name) { event = try await reader.next() }
                #expect(event.name == "request")
                #expect(event.data["number"]?.integer == number)
            }
        }
    }

    @Test(
        "takes the filters in queries, verifications and waits",
        arguments: [
            ("campaign_id=1", #"{"campaign_id":1}"#),
            ("method=post&account=demo", #"{"method":"post","account":"demo"}"#),
            ("fault=prefer", #"{"fault":"prefer"}"#),
        ])
    func calls(_ row: (query: String, match: String)) async throws {
        try await withMock { mock async throws in
            let isFault = row.query.hasPrefix("fault")
            try await mock.create(headers: isFault ? ["Prefer": "code=500"] : [:])
            #expect(try await mock.call("GET", "/user/campaign").status == 405)
            #expect(try await mock.control("GET", "/requests?\(row.query)")["total"] == 1)
            let body = #"{"match":\#(row.match),"count":1}"#
            #expect(try await mock.control("POST", "/requests/verify", body)["requests"] == [1])
            #expect(try await mock.control("POST", "/requests/wait", body)["request"]?["number"] == 1)
        }
    }

    @Test(
        "refuses a filter that can never match",
        arguments: [
            ("campaign_id=0", "campaign_id"), ("campaign_id=x", "campaign_id"), ("campaign_id=", "campaign_id"),
            ("lead_id=-1", "lead_id"), ("lead_id=", "lead_id"), ("fault=", "fault"), ("fault=fault-0", "fault"),
            ("fault=fault-01", "fault"), ("fault=close", "fault"),
        ])
    func refused(_ row: (query: String, name: String)) async throws {
        try await withMock { mock async throws in
            try await mock.create()
            for (method, path) in [("GET", "/requests"), ("DELETE", "/requests"), ("GET", "/events")] {
                let reply = try await mock.call(method, "/_mock\(path)?\(row.query)")
                #expect(reply.status == 422)
                #expect(try reply.json["errors"]?[row.name] != nil, "\(reply.text)")
            }
            #expect(try await mock.control("GET", "/requests")["total"] == 1)
        }
    }

    @Test("deletes the requests that match, and answers how many") func deletes() async throws {
        try await withMock { mock async throws in
            try await mock.create()
            try await mock.create("{}")
            try await mock.create("{}", key: "other-key")
            #expect(try await mock.control("DELETE", "/requests?account=demo&status=422") == ["deleted": 1])
            let left = try await mock.control("GET", "/requests?order=oldest")["requests"]?.array ?? []
            #expect(left.map { $0["number"]?.integer } == [1, 3])
            #expect(try await mock.control("DELETE", "/requests?json.name=Spring") == ["deleted": 1])
            #expect(try await mock.control("DELETE", "/requests?json.name=Spring") == ["deleted": 0])
            #expect(try await mock.control("DELETE", "/requests") == ["deleted": 1])
            try await mock.create("{}")
            #expect(try await mock.control("GET", "/requests")["requests"]?[0]?["number"] == 4)
        }
    }

    @Test("does not count deleted requests as forgotten", arguments: [1, 2]) func deletedIsNotForgotten(loops: Int)
        throws
    {
        let journal = Journal(limits: Journal.Limits(entries: 4), loops: loops)
        for account in ["a", "b", "a", "b"] { try Self.record(account, in: journal) }
        #expect(journal.remove(matching: RequestMatch(criteria: [.account("a")])) == 2)
        for _ in 1...4 { try Self.record("b", in: journal) }
        // Numbers 1 to 4 are gone: two were deleted, two are forgotten.
        #expect(Self.forgotten([.status(200)], in: journal) == 2)
        #expect(Self.forgotten([.account("b")], in: journal) == 2)
        #expect(Self.forgotten([.account("a")], in: journal) == 0)
        #expect(Self.forgotten([.account("a"), .status(200)], in: journal) == 0)
        #expect(Self.forgotten([.status(200), .since(.number(3))], in: journal) == 1)
    }

    @Test("knows that a deletion includes what it had forgotten, and nothing that came later") func wishedAway() throws
    {
        let journal = Journal(limits: Journal.Limits(entries: 2))
        for account in ["a", "a", "b"] { try Self.record(account, in: journal) }
        #expect(Self.forgotten([.account("a")], in: journal) == 1)
        #expect(journal.remove(matching: RequestMatch(criteria: [.account("a")])) == 1)
        #expect(Self.forgotten([.account("a")], in: journal) == 0)
        for account in ["a", "b", "b"] { try Self.record(account, in: journal) }
        // Number 4 is forgotten. It may be a's.
        #expect(Self.forgotten([.account("a")], in: journal) == 1)
        #expect(Self.forgotten([.account("b")], in: journal) == 3)
        journal.clear()
        #expect(Self.forgotten([], in: journal) == 0)
    }

    @Test("knows that a new account has no earlier requests, unless another account had its name") func newAccount()
        async throws
    {
        var options = ControlPlaneConfiguration()
        options.journalEntries = 1
        try await withMock(options) { mock async throws in
            func forgotten(_ name: String) async throws -> JSONValue? {
                try await mock.control("GET", "/requests?account=\(name)")["forgotten"]
            }
            for _ in 1...3 { try await mock.create("{}") }
            #expect(try await forgotten("demo") == 2)
            try await mock.control("POST", "/accounts", #"{"name":"new"}"#)
            #expect(try await forgotten("new") == 0)
            try await mock.create("{}")
            #expect(try await forgotten("new") == 0)
            try await mock.create("{}")
            #expect(try await forgotten("new") == 1)
            try await mock.control("DELETE", "/accounts/other")
            try await mock.control("POST", "/accounts", #"{"name":"other"}"#)
            #expect(try await forgotten("other") == 4)
            try await mock.control("POST", "/reset", #"{"keep":["journal"]}"#)
            try await mock.control("POST", "/accounts", #"{"name":"newer"}"#)
            #expect(try await forgotten("newer") == 4)
        }
    }

    @Test("is uncertain about a deletion by the body, when a body was kept only in part") func cutBody() throws {
        let journal = Journal(limits: Journal.Limits(entries: 2, bodyBytes: 4))
        try JournalTests.record(in: journal, body: Array(#"{"name":"wanted"}"#.utf8))
        let match = RequestMatch(criteria: [.bodyContains("wanted")])
        #expect(journal.remove(matching: match) == 0)
        for _ in 1...2 { try Self.record("a", in: journal) }
        #expect(journal.contents.forgotten.count(possibleFor: match) == 1)
    }

    @Test("does not record a request that began before its account's requests were deleted") func inFlight() throws {
        let journal = Journal()
        let begun = journal.currentEpoch
        journal.remove(ofAccount: ["a"])
        for account in ["a", "b", nil] { try Self.record(account, in: journal, since: begun) }
        try Self.record("a", in: journal)
        #expect(journal.contents.entries.map(\.findings.account) == ["b", nil, "a"])
        journal.clear()
        try Self.record("b", in: journal, since: begun)
        #expect(journal.contents.entries.isEmpty)
    }

    @Test("makes a wait forget the requests that are deleted") func wait() async throws {
        try await withMock { mock async throws in
            try await mock.create()
            async let waiting = mock.control(
                "POST", "/requests/wait", #"{"match":{"account":"demo"},"count":2,"timeout_ms":60000}"#)
            while mock.control.journal.watchCount == 0 { await Task.yield() }
            try await mock.control("DELETE", "/requests?account=demo")
            for _ in 0..<2 { try await mock.create("{}") }
            let found = try await waiting
            #expect(found["request"]?["number"] == 3)
        }
    }
}
