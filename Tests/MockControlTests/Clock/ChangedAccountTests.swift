import CampaignStore
import JSON
import Testing

@testable import MockControl

/// Changes of the control plane while campaigns run, on a frozen clock: they take effect in the second of the clock.
@Suite("calling.md §§1, 3: a change beside the requests") struct ChangedAccountTests {
    private static let start = "2026-02-23T10:00:00Z"

    /// The state of accounts, each with a campaign in progress for every lead.
    private static func state(_ accounts: [(name: String, parallel: Int, leads: Int)]) -> String {
        var campaigns: [JSONValue] = []
        var leads: [JSONValue] = []
        for account in accounts {
            for _ in 0..<account.leads {
                let id = Int64(campaigns.count + 1)
                campaigns.append([
                    "id": .integer(id), "account": .string(account.name), "name": "Spring", "assistant_id": 1,
                    "status": "in-progress", "timezone": "UTC", "max_calls_in_parallel": 9,
                    "mark_complete_when_no_leads": false,
                ])
                leads.append([
                    "id": .integer(id), "campaign_id": .integer(id), "phone_number": .string("+1555010010\(id)"),
                ])
            }
        }
        let definitions: [JSONValue] = accounts.map { account in
            [
                "name": .string(account.name), "timezone": "UTC", "api_keys": [.string("key-\(account.name)")],
                "plan": [
                    "name": .string("plan-\(account.name)"), "max_campaigns": 9,
                    "max_calls_in_parallel": .integer(Int64(account.parallel)),
                ],
                "outcomes": [["outcome": "completed", "seconds": 86_400]],
                "assistants": [["id": 1, "name": "A", "type": "outbound", "phone_number_id": 11]],
                "phone_numbers": [["id": 11, "phone_number": "+15550000011"]],
            ]
        }
        let state: JSONValue = [
            "accounts": .array(definitions), "campaigns": .array(campaigns), "leads": .array(leads),
        ]
        return String(decoding: state.encoded(), as: UTF8.self)
    }

    private func begins(_ mock: RunningMock) async throws -> [String] {
        let calls = try await mock.control("GET", "/calls")["calls"]?.array ?? []
        return calls.compactMap { $0["created_at"]?.string }.map { String($0.dropFirst(11).prefix(8)) }.sorted()
    }

    private func prepare(_ mock: RunningMock, _ accounts: [(name: String, parallel: Int, leads: Int)]) async throws {
        try await mock.control("PUT", "/clock", #"{"mode":"frozen","now":"\#(Self.start)"}"#)
        try await mock.control("PUT", "/state", Self.state(accounts))
    }

    @Test("a larger plan lets calls begin at once, in the clock's second, and reading the state again changes nothing")
    func plan() async throws {
        try await withMock { mock async throws in
            try await prepare(mock, [("a", 1, 3)])
            try await mock.control("PUT", "/clock", #"{"advance":"2h"}"#)
            #expect(try await begins(mock) == ["10:00:00"])
            try await mock.control("PATCH", "/accounts/a", #"{"plan":{"max_calls_in_parallel":2}}"#)
            #expect(try await begins(mock) == ["10:00:00", "12:00:00"])
            let state = String(decoding: try await mock.control("GET", "/state").encoded(), as: UTF8.self)
            try await mock.control("PUT", "/state", state)
            try await mock.control("PUT", "/clock", #"{"advance":"1h"}"#)
            #expect(try await begins(mock) == ["10:00:00", "12:00:00"])
        }
    }

    @Test("a plan that is raised and lowered again keeps the call that has begun, and begins no other")
    func raisedAndLowered() async throws {
        try await withMock { mock async throws in
            try await prepare(mock, [("a", 1, 3)])
            try await mock.control("PUT", "/clock", #"{"advance":"2h"}"#)
            for limit in [2, 1] {
                try await mock.control("PATCH", "/accounts/a", #"{"plan":{"max_calls_in_parallel":\#(limit)}}"#)
            }
            try await mock.control("PUT", "/clock", #"{"advance":"1h"}"#)
            #expect(try await begins(mock) == ["10:00:00", "12:00:00"])
        }
    }

    @Test("the clock of an account, given with its other members, plays what is due up to it")
    func clock() async throws {
        try await withMock { mock async throws in
            try await prepare(mock, [("a", 1, 1)])
            try await mock.control(
                "PATCH", "/accounts/a", #"{"clock":{"mode":"frozen","now":"2026-02-25T10:00:00Z"}}"#)
            let calls = try await mock.control("GET", "/calls")["calls"]?.array ?? []
            #expect(calls.map { $0["status"] } == ["completed"])
        }
    }

    @Test("accounts whose calls begin in one second take turns in the order of the state, whatever was there before")
    func order() async throws {
        for former in [[], [("a", 1, 0)]] as [[(String, Int, Int)]] {
            try await withMock { mock async throws in
                if !former.isEmpty { try await prepare(mock, former.map { ($0.0, $0.1, $0.2) }) }
                try await prepare(mock, [("b", 1, 1), ("a", 1, 1)])
                try await mock.control("PUT", "/clock", #"{"advance":"1h"}"#)
                let calls = try await mock.control("GET", "/calls")["calls"]?.array ?? []
                let accounts = calls.sorted { ($0["id"]?.integer ?? 0) < ($1["id"]?.integer ?? 0) }
                    .map { $0["account"] }
                #expect(accounts == ["b", "a"])
            }
        }
    }

    @Test("a restored state that is behind the clock catches up before the clock goes on", arguments: ["next", "idle"])
    func restored(_ goal: String) async throws {
        try await withMock { mock async throws in
            try await prepare(mock, [("a", 1, 2)])
            try await mock.control("PUT", "/clock", #"{"advance":"1m"}"#)
            try await mock.control("PUT", "/snapshots/before")
            try await mock.control("PUT", "/clock", #"{"now":"2026-02-24T11:00:00Z"}"#)
            try await mock.control("POST", "/snapshots/before/restore")
            let clock = try await mock.control("PUT", "/clock", #"{"advance_to":"\#(goal)"}"#)
            // The first call ends and the second begins on the 24th at 10:00, before the clock's second.
            #expect(clock["now"] == "2026-02-25T10:00:00.000000Z")
            #expect(clock["simulated"]?["calls"] == 1)
            #expect(try await begins(mock) == ["10:00:00", "10:00:00"])
        }
    }

    @Test("a lead that is created while the clock is set back has the clock's time, and is due in the simulation's")
    func createdAfterSetBack() async throws {
        try await withMock { mock async throws in
            try await prepare(mock, [("a", 1, 1)])
            try await mock.control("PUT", "/clock", #"{"advance":"2d"}"#)
            try await mock.control("PUT", "/clock", #"{"now":"\#(Self.start)"}"#)
            let reply = try await mock.create(
                #"{"campaign_id":1,"phone_number":"+15550100199"}"#, key: "key-a", path: "/api/user/lead")
            #expect(try reply.json["data"]?["created_at"] == "2026-02-23 10:00:00", "\(reply.text)")
            // The only call ended on the 24th.
            let leads = try await mock.control("GET", "/state")["leads"]?.array ?? []
            #expect(leads.last?["due_at"] == "2026-02-24T10:00:00.000000Z", "\(leads)")
        }
    }
}
