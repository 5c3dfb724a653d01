import CampaignStore
import Foundation
import HTTPServer
import JSON
import Testing

@testable import MockControl

@Suite("A reset is atomic") struct WholeResetTests {
    /// Changes everything that a reset changes back.
    static func prepare(_ mock: RunningMock) async throws {
        try await mock.create()
        try await mock.control("POST", "/faults", #"{"effect":"close"}"#)
        try await mock.control("PUT", "/clock", #"{"now":"2026-02-23T10:00:00Z"}"#)
    }

    @Test("a reset that the store refuses changes nothing", arguments: ["POST /reset", "PUT /state"])
    func refused(_ call: String) async throws {
        try await withMock { mock in
            try await Self.prepare(mock)
            mock.store.close()
            let parts = call.split(separator: " ").map(String.init)
            let body = parts[1] == "/state" ? #"{"accounts":[],"campaigns":[],"next_campaign_id":1}"# : ""
            #expect(try await mock.call(parts[0], "/_mock" + parts[1], body).status == 500)
            #expect(try await mock.control("GET", "/clock")["now"] == "2026-02-23T10:00:00.000000Z")
            #expect(try await mock.control("GET", "/faults")["faults"]?.array?.count == 1)
            #expect(try await mock.control("GET", "/requests")["total"] == 1)
            #expect(mock.store.directory.account(named: "demo") != nil)
        }
    }

    @Test("a reset whose client has disconnected completes") func abandoned() async throws {
        try await withMock { mock in
            try await Self.prepare(mock)
            try await Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await mock.control.reset()
            }.value
            #expect(try await mock.control("GET", "/campaigns")["campaigns"] == [])
            #expect(try await mock.control("GET", "/clock")["mode"] == "real")
            #expect(try await mock.control("GET", "/faults")["faults"] == [])
        }
    }

    @Test(
        "a change of an account whose client has disconnected completes",
        arguments: [("POST", "", #"{"name":"mine"}"#), ("PATCH", "/other", #"{"name":"mine"}"#)])
    func abandonedChange(_ row: (method: String, path: String, body: String)) async throws {
        try await withMock { mock in
            let request = try makeRequest(
                row.method, "/_mock/accounts" + row.path, body: Array(row.body.utf8))
            _ = await Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await mock.control.router.respond(to: request).response
            }.value
            #expect(mock.store.directory.account(named: "mine") != nil)
        }
    }

    @Test("a campaign stored after a reset has the time after the reset", arguments: 1...5) func time(_ run: Int)
        async throws
    {
        try await withMock { mock in
            try await mock.control("PUT", "/clock", #"{"now":"2026-02-23T10:00:00Z"}"#)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask { for _ in 0..<5 { try await mock.create() } }
                }
                group.addTask { try await mock.control("POST", "/reset") }
                try await group.waitForAll()
            }
            let campaigns = try await mock.control("GET", "/campaigns")["campaigns"]?.array ?? []
            #expect(campaigns.allSatisfy { $0["created_at"] != "2026-02-23T10:00:00.000000Z" })
        }
    }
}
