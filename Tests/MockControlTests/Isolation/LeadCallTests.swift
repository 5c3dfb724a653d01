import JSON
import Testing

@testable import MockControl

@Suite("life.md §5: campaigns and leads with every stored field") struct LeadCallTests {
    /// Campaigns 1 and 2 of demo and 3 of other, with leads 1 and 2, where 2 is a contact of 1, then 3, and 4 of other.
    static func prepare(_ mock: RunningMock) async throws {
        for (key, assistant) in [("demo-key", 129), ("demo-key", 129), ("other-key", 201)] {
            let body = #"{"name":"Spring","assistant_id":\#(assistant)}"#
            #expect(try await mock.create(body, key: key).status == 201)
        }
        var state = try await mock.control("GET", "/state").object ?? [:]
        state["leads"] = [
            ["id": 1, "campaign_id": 1, "phone_number": "+15550100123", "call_tries": 2, "variables": ["a": 1]],
            ["id": 2, "campaign_id": 1, "phone_number": "+15550100124", "primary_id": 1, "status": "completed"],
            ["id": 3, "campaign_id": 2, "phone_number": "+15550100125", "status": "completed"],
            ["id": 4, "campaign_id": 3, "phone_number": "+15550100126"],
        ]
        state["next_lead_id"] = 5
        let text = String(decoding: JSONValue.object(state).encoded(), as: UTF8.self)
        try await mock.control("PUT", "/state", text)
    }

    @Test(
        "are filtered by account, status and campaign, and come in pages",
        arguments: [
            ("", [1, 2, 3, 4]), ("?account=demo", [1, 2, 3]), ("?status=completed", [2, 3]),
            ("?campaign_id=1", [1, 2]),
            ("?account=demo&status=completed&campaign_id=2", [3]), ("?account=other&campaign_id=1", []),
            ("?account=absent", []), ("?limit=2", [1, 2]), ("?after=2&limit=1", [3]), ("?after=4", []),
        ])
    func leads(_ query: String, _ ids: [Int64]) async throws {
        try await withMock { mock async throws in
            try await Self.prepare(mock)
            let leads = try await mock.control("GET", "/leads\(query)")["leads"]?.array
            #expect(leads?.map { $0["id"]?.integer } == ids)
        }
    }

    @Test("show contacts as rows with primary_id, and call_tries") func rows() async throws {
        try await withMock { mock async throws in
            try await Self.prepare(mock)
            let lead = try await mock.control("GET", "/leads/1")
            #expect(
                lead.object?.members.map(\.name) == [
                    "id", "campaign_id", "phone_number", "primary_id", "variables", "status", "call_tries",
                    "created_at",
                    "updated_at", "due_at",
                ])
            #expect(lead["call_tries"] == 2)
            #expect(lead["primary_id"] == .null)
            #expect(try await mock.control("GET", "/leads")["leads"]?[1]?["primary_id"] == 1)
            for absent in ["5", "0", "-1", "x", "9223372036854775808"] {
                #expect(try await mock.call("GET", "/_mock/leads/\(absent)").status == 404)
            }
        }
    }

    @Test(
        "refuse unknown, empty and impossible filters",
        arguments: [
            ("/leads?account=", "account"), ("/leads?status=done", "status"), ("/leads?campaign_id=0", "campaign_id"),
            ("/leads?limit=1001", "limit"), ("/leads?name=x", "name"), ("/campaigns?campaign_id=0", "campaign_id"),
            ("/campaigns?campaign_id=", "campaign_id"), ("/leads/1?x=1", "x"),
        ])
    func refused(_ target: String, _ name: String) async throws {
        try await withMock { mock async throws in
            let reply = try await mock.call("GET", "/_mock" + target)
            #expect(reply.status == 422)
            #expect(try reply.json["errors"]?[name] != nil, "\(reply.text)")
        }
    }

    @Test(
        "list campaigns by campaign_id too",
        arguments: [
            ("?campaign_id=2", [2]), ("?campaign_id=2&account=other", []), ("?campaign_id=2&after=2", []),
            ("?campaign_id=9", []), ("?campaign_id=1&status=draft", [1]),
        ])
    func campaigns(_ query: String, _ ids: [Int64]) async throws {
        try await withMock { mock async throws in
            try await Self.prepare(mock)
            let campaigns = try await mock.control("GET", "/campaigns\(query)")["campaigns"]?.array
            #expect(campaigns?.map { $0["id"]?.integer } == ids)
        }
    }

    @Test("stand in the list of calls, as all calls of §5 do") func index() async throws {
        try await withMock { mock async throws in
            let calls = try await mock.control("GET", "")["calls"]?.array ?? []
            let names = Set(
                calls.compactMap { "\($0["method"]?.string ?? "") \($0["path"]?.string?.dropFirst(6) ?? "")" })
            let expected: Set = [
                "GET /leads", "GET /leads/{id}", "GET /snapshots", "PUT /snapshots/{name}",
                "POST /snapshots/{name}/restore", "DELETE /snapshots/{name}", "POST /accounts/{name}/reset",
                "GET /accounts/{name}/clock", "PUT /accounts/{name}/clock", "DELETE /accounts/{name}/clock",
            ]
            #expect(names.isSuperset(of: expected), "\(expected.subtracting(names))")
        }
    }
}
