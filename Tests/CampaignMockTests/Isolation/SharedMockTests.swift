import CampaignMock
import Foundation
import JSON
import TestSupport
import Testing

@Suite("life.md §5: many tests share one mock", .timeLimit(.minutes(5))) struct SharedMockTests {
    /// The JSON of a response to a request on a connection that stays open.
    @discardableResult
    static func call(
        _ connection: RawConnection, _ method: String, _ target: String, _ body: String = "", key: String = "",
        expecting status: Int = 200
    ) async throws -> JSONValue {
        try await connection.send(MockRequest(method: method, target: target, key: key, body: body).wire)
        let response = try await connection.receiveResponse()
        try #require(response.status == status, "\(method) \(target): \(response.text)")
        return try JSONReader.read(response.body.span)
    }

    /// What one of the tests does: makes an account, uses it, resets it, uses it again, and sees only its own.
    static func useAccount(_ name: String, hour: Int, by connection: RawConnection) async throws {
        let campaign = #"{"name":"\#(name)","assistant_id":129}"#
        let made = try await call(
            connection, "POST", "/_mock/accounts", #"{"name":"\#(name)","plan":{"max_campaigns":2}}"#, expecting: 201)
        let key = try #require(made["api_keys"]?[0]?.string)
        let time = "2030-01-01T\(hour < 10 ? "0" : "")\(hour):00:00.000000Z"
        try await call(connection, "PUT", "/_mock/accounts/\(name)/clock", #"{"now":"\#(time)"}"#)
        for _ in 1...2 {
            let created = try await call(connection, "POST", "/user/campaign", campaign, key: key, expecting: 201)
            #expect(created["data"]?["created_at"]?.string == time)
        }
        try await call(connection, "POST", "/user/campaign", campaign, key: key, expecting: 403)
        let listed = try await call(connection, "GET", "/_mock/campaigns?account=\(name)")["campaigns"]?.array
        #expect(listed?.count == 2)
        #expect(listed?.allSatisfy { $0["name"]?.string == name } == true)
        // Certain, although the journal has long forgotten requests of other accounts.
        try await call(
            connection, "POST", "/_mock/requests/verify", #"{"match":{"account":"\#(name)"},"count":3}"#)
        let after = try await call(connection, "POST", "/_mock/accounts/\(name)/reset")
        #expect(after["campaigns"] == 0)
        try await call(
            connection, "POST", "/_mock/requests/verify", #"{"match":{"account":"\#(name)"},"count":0}"#)
        let again = try await call(connection, "POST", "/user/campaign", campaign, key: key, expecting: 201)
        #expect(again["data"]?["created_at"]?.string != time)
    }

    /// A seed with a thousand accounts beside those that are made. To make and use a thousand would take 13 s of
    /// processor time.
    static var thousandAccounts: String {
        let accounts = (0..<1000).map { number in
            let name = number == 0 ? "demo" : "other-\(number)"
            return #"""
                {"name":"\#(name)","plan":"p","timezone":"UTC","api_keys":["other-key-\#(number)"],
                "assistants":[{"id":129,"name":"Booking","type":"outbound"}],"phone_numbers":[]}
                """#
        }
        let plans = #"{"p":{"max_campaigns":2,"max_calls_in_parallel":1}}"#
        return #"{"plans":\#(plans),"accounts":[\#(accounts.joined(separator: ","))]}"#
    }

    @Test("accounts are made, used and reset side by side, beside a thousand others, and none sees another")
    func thousand() async throws {
        var options = MockOptions()
        // The 150 accounts send 600 requests, so the journal forgets some, but none of an account that is in use.
        options.control.journalEntries = 400
        options.seed = Array(Self.thousandAccounts.utf8)
        try await withMock(options) { mock async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in 0..<10 {
                    group.addTask {
                        let connection = try RawConnection(port: mock.port)
                        for number in 0..<15 {
                            try await Self.useAccount("test-\(worker)-\(number)", hour: number, by: connection)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("the clock of an account survives a restart") func restart() async throws {
        try await withTemporaryDirectory { directory in
            var options = MockOptions()
            options.database = .file(path: directory.appending(path: "mock.sqlite").path)
            let path = "/_mock/accounts/demo/clock"
            let set = try await withMock(options) { mock async throws in
                let connection = try RawConnection(port: mock.port)
                _ = try await Self.call(connection, "PUT", path, #"{"now":"2030-05-06T07:08:09Z"}"#)
                return try await Self.call(connection, "GET", path)
            }
            try await withMock(options) { mock async throws in
                let connection = try RawConnection(port: mock.port)
                #expect(try await Self.call(connection, "GET", path) == set)
                let created = try await Self.call(
                    connection, "POST", "/user/campaign", #"{"name":"x","assistant_id":127}"#, key: "demo-key",
                    expecting: 201)
                #expect(created["data"]?["created_at"] == "2030-05-06T07:08:09.000000Z")
            }
        }
    }

    @Test("the clock of an account goes on at its speed over a restart") func restartAtSpeed() async throws {
        try await withTemporaryDirectory { directory in
            var options = MockOptions()
            options.database = .file(path: directory.appending(path: "mock.sqlite").path)
            let before = try await withMock(options) { mock async throws in
                let clock = mock.accounts.clock(of: "demo")
                try await clock.set(.running(from: "2030-05-06T07:08:09Z", speed: 100_000))
                return try clock.now
            }
            try await withMock(options) { mock async throws in
                let clock = mock.accounts.clock(of: "demo")
                #expect(try clock.now > before)
                guard case .running(let now, speed: 100_000) = try clock.mode else {
                    Issue.record("\(try clock.mode)")
                    return
                }
                #expect(now > before)
            }
        }
    }
}
