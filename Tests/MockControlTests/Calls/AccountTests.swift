import JSON
import Testing

@Suite("Accounts") struct AccountTests {
    @Test("are listed with keys, plan, number of campaigns and base URL") func listed() async throws {
        try await withMock { mock in
            let accounts = try #require(try await mock.control("GET", "/accounts")["accounts"]?.array)
            #expect(accounts.compactMap { $0["name"]?.string } == ["demo", "starter", "other"])
            #expect(accounts[0]["api_keys"]?.array?.first == "YOUR_API_KEY")
            #expect(accounts[0]["plan"]?["max_campaigns"] == 100)
            #expect(accounts[0]["campaigns"] == 0)
            #expect(accounts[0]["base_url"] == .string("http://127.0.0.1:\(mock.port)/api"))
        }
    }

    @Test("are created without a body, with random names and keys and the demo account's assistants") func fresh()
        async throws
    {
        try await withMock { mock in
            let first = try await mock.control("POST", "/accounts")
            let second = try await mock.control("POST", "/accounts", "{}")
            #expect(first["name"] != second["name"])
            #expect(first["api_keys"] != second["api_keys"])
            let key = try #require(first["api_keys"]?[0]?.string)
            #expect(key.hasPrefix("mock-key-"))
            #expect(key.count == 33)
            #expect(first["assistants"]?.array?.contains { $0["id"] == 129 } == true)
            #expect(try await mock.create(key: key).status == 201)
            let name = try #require(first["name"]?.string)
            #expect(try await mock.control("GET", "/accounts/\(name)")["campaigns"] == 1)
        }
    }

    @Test("are created as the body describes them") func described() async throws {
        try await withMock { mock in
            let account = try await mock.control(
                "POST", "/accounts",
                #"{"name":"mine","timezone":"Europe/Berlin","plan":{"max_campaigns":1,"rate_limit":2},"api_keys":["k-1"]}"#
            )
            #expect(account["name"] == "mine")
            #expect(account["timezone"] == "Europe/Berlin")
            #expect(account["plan"]?["max_campaigns"] == 1)
            #expect(account["plan"]?["rate_limit"] == 2)
            #expect(account["plan"]?["max_calls_in_parallel"] == 10)
            #expect(try await mock.create(key: "k-1").status == 201)
            #expect(try await mock.create(key: "k-1").status == 403)
            #expect(try await mock.create(key: "k-1").status == 429)
        }
    }

    @Test("are changed by a merge patch") func changed() async throws {
        try await withMock { mock in
            try await mock.create()
            let changed = try await mock.control("PATCH", "/accounts/demo", #"{"plan":{"max_campaigns":1}}"#)
            #expect(changed["plan"]?["max_campaigns"] == 1)
            #expect(changed["plan"]?["max_calls_in_parallel"] == 10)
            #expect(changed["timezone"] == "America/New_York")
            let refused = try await mock.create()
            #expect(refused.status == 403)
            #expect(refused.message == "You have reached the maximum number of campaigns allowed by your plan.")

            try await mock.control("PATCH", "/accounts/demo", #"{"plan":{"rate_limit":5}}"#)
            let unlimited = try await mock.control("PATCH", "/accounts/demo", #"{"plan":{"rate_limit":null}}"#)
            #expect(unlimited["plan"]?["rate_limit"]?.integer == nil)
            try await mock.control("PATCH", "/accounts/demo", #"{"name":"renamed","api_keys":["new-key"]}"#)
            #expect(try await mock.call("GET", "/_mock/accounts/demo").status == 404)
            #expect(try await mock.create(key: "new-key").status == 403)
            #expect(try await mock.create().status == 401)
        }
    }

    static let plans: [(patch: String, campaigns: Int64, calls: Int64)] = [
        (#""starter""#, 1, 2), (#"{"name":"starter"}"#, 1, 2), (#"{"name":"starter","max_campaigns":5}"#, 5, 2),
        (#"{"name":"growth"}"#, 100, 10), (#"{"max_calls_in_parallel":7}"#, 100, 7),
        (#"{"name":"own","max_campaigns":3}"#, 3, 10),
    ]

    @Test("get the limits of a plan that the body names", arguments: plans)
    func plan(_ row: (patch: String, campaigns: Int64, calls: Int64)) async throws {
        try await withMock { mock in
            let replies = [
                try await mock.control("POST", "/accounts", #"{"plan":\#(row.patch)}"#),
                try await mock.control("PATCH", "/accounts/demo", #"{"plan":\#(row.patch)}"#),
            ]
            for reply in replies {
                #expect(reply["plan"]?["max_campaigns"] == .integer(row.campaigns))
                #expect(reply["plan"]?["max_calls_in_parallel"] == .integer(row.calls))
            }
        }
    }

    @Test("in a state may name their plan in an object") func planObject() async throws {
        try await withMock { mock in
            let state =
                #"{"plans":{"small":{"max_campaigns":4,"max_calls_in_parallel":1}},"accounts":[{"name":"a","plan":{"name":"small"},"timezone":"UTC","api_keys":[]}],"campaigns":[],"next_campaign_id":1}"#
            try await mock.control("PUT", "/state", state)
            #expect(try await mock.control("GET", "/accounts/a")["plan"]?["max_campaigns"] == 4)
        }
    }

    @Test("are removed with their campaigns") func removed() async throws {
        try await withMock { mock in
            try await mock.create()
            #expect(try await mock.control("DELETE", "/accounts/demo") == ["deleted": 1])
            #expect(try await mock.create().status == 401)
            #expect(try await mock.control("GET", "/campaigns")["campaigns"] == [])
            #expect(try await mock.call("DELETE", "/_mock/accounts/demo").status == 404)
        }
    }

    @Test(
        "are refused with the path of the mistake",
        arguments: [
            ("POST", "", #"{"timezone":"Berlin"}"#, 422, "timezone"),
            ("POST", "", #"{"plan":{"max_campaigns":-1}}"#, 422, "plan.max_campaigns"),
            ("POST", "", #"{"plan":"platinum"}"#, 422, "plan"),
            ("POST", "", #"{"plan":{"name":"platinum"}}"#, 422, "plan"),
            ("PATCH", "/demo", #"{"plan":{"name":"platinum"}}"#, 422, "plan"),
            ("POST", "", #"{"naem":"x"}"#, 422, "naem"),
            ("POST", "", #"{"name":"demo"}"#, 409, nil),
            ("POST", "", #"{"api_keys":["demo-key"]}"#, 409, nil),
            ("PATCH", "/demo", #"{"assistants":[{"id":0}]}"#, 422, "assistants[0].id"),
            ("PATCH", "/demo", #"{"name":"other"}"#, 409, nil),
            ("PATCH", "/demo", #"{"api_keys":["other-key"]}"#, 409, nil),
            ("PATCH", "/missing", "{}", 404, nil),
            ("GET", "/missing", "", 404, nil),
        ] as [(String, String, String, Int, String?)])
    func refused(_ row: (method: String, path: String, body: String, status: Int, member: String?)) async throws {
        try await withMock { mock in
            let reply = try await mock.call(row.method, "/_mock/accounts" + row.path, row.body)
            #expect(reply.status == row.status)
            #expect(reply.message?.isEmpty == false)
            if let member = row.member { #expect(try reply.json["errors"]?[member] != nil, "\(reply.text)") }
        }
    }

    @Test("in parallel tests see only their own campaigns") func isolation() async throws {
        try await withMock { mock in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...50 {
                    group.addTask {
                        let account = try await mock.control("POST", "/accounts")
                        let key = account["api_keys"]?[0]?.string ?? ""
                        let name = account["name"]?.string ?? ""
                        for _ in 0..<3 {
                            let reply = try await mock.create(
                                #"{"name":"campaign \#(number)","assistant_id":129}"#, key: key)
                            #expect(reply.status == 201)
                        }
                        let own = try await mock.control("GET", "/campaigns?account=\(name)")["campaigns"]?.array
                        #expect(own?.map { $0["name"]?.string } == Array(repeating: "campaign \(number)", count: 3))
                        let sent = try await mock.control("GET", "/requests?account=\(name)")
                        #expect(sent["total"] == 3)
                        let verdict = try await mock.control(
                            "POST", "/requests/verify",
                            #"{"match":{"account":"\#(name)","status":201},"count":3}"#)
                        #expect(verdict["verified"] == true)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("list their campaigns by account, name and status, in pages") func campaigns() async throws {
        try await withMock { mock in
            try await mock.create(#"{"name":"a b","assistant_id":129}"#)
            try await mock.create(#"{"name":"c","assistant_id":129,"goal_completion_variable":"x"}"#)
            try await mock.create(#"{"name":"a b","assistant_id":201}"#, key: "other-key")
            func ids(_ query: String) async throws -> [Int64] {
                try await mock.control("GET", "/campaigns" + query)["campaigns"]?.array?
                    .compactMap { $0["id"]?.integer } ?? []
            }
            #expect(try await ids("") == [1, 2, 3])
            #expect(try await ids("?account=demo") == [1, 2])
            #expect(try await ids("?name=a+b") == [1, 3])
            #expect(try await ids("?name=a%20b&account=other") == [3])
            #expect(try await ids("?status=draft&after=1&limit=1") == [2])
            #expect(try await ids("?status=running") == [])
            let one = try await mock.control("GET", "/campaigns/2")
            #expect(one["goal_completion_variable"] == "x")
            #expect(try await mock.call("GET", "/_mock/campaigns/99").status == 404)
            #expect(try await mock.call("GET", "/_mock/campaigns/x").status == 404)
            let refused = try await mock.call("GET", "/_mock/campaigns?limt=1")
            #expect(refused.status == 422)
            #expect(refused.message == "The limt field is unknown. Did you mean limit?")
        }
    }
}
