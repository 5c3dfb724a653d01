import JSON
import Testing

@Suite("Further members of accounts in /_mock/accounts (life.md §4)") struct AccountMemberTests {
    @Test("are shown, and copied to a new account") func shown() async throws {
        try await withMock { mock in
            let demo = try await mock.control("GET", "/accounts/demo")
            #expect(demo["user"] == ["name": "Dana Demo", "email": "dana@example.com"])
            #expect(demo["balance"] == 125.5)
            #expect(demo["lead_list"] == nil && demo["clock"] == nil)
            let copy = try await mock.control("POST", "/accounts")
            for member in ["user", "balance", "assistants", "phone_numbers"] { #expect(copy[member] == demo[member]) }
        }
    }

    @Test("are set for a new account and changed by a merge patch") func changed() async throws {
        try await withMock { mock in
            let made = try await mock.control(
                "POST", "/accounts",
                #"{"name":"a","api_keys":["k"],"balance":0,"user":{"name":"Ann"},"lead_list":"bare"}"#)
            #expect(made["balance"] == 0 && made["lead_list"] == "bare")
            #expect(made["user"] == ["name": "Ann", "email": "dana@example.com"])
            let changed = try await mock.control(
                "PATCH", "/accounts/a", #"{"balance":7.25,"lead_list":null,"user":{"email":"ann@example.com"}}"#)
            #expect(changed["balance"] == 7.25 && changed["lead_list"] == nil)
            let me = try await mock.call("GET", "/api/user/me", headers: ["Authorization": "Bearer k"])
            #expect(me.text == #"{"name":"Ann","email":"ann@example.com","total_balance":7.25}"#)
        }
    }

    @Test("other phone numbers take the removed ones away from the assistants") func numbers() async throws {
        try await withMock { mock in
            let numbers = #"[{"id":2,"phone_number":"+15550100002"},{"id":8,"phone_number":"+15550100008"}]"#
            for (method, path) in [("POST", ""), ("PATCH", "/demo")] {
                let account = try await mock.control(method, "/accounts" + path, #"{"phone_numbers":\#(numbers)}"#)
                let assistants = try #require(account["assistants"]?.array)
                #expect(assistants.map { $0["phone_number_id"]?.integer } == [nil, nil, 2, nil])
            }
        }
    }

    @Test(
        "are refused with the path of the mistake",
        arguments: [
            (#"{"balance":"100"}"#, "balance"), (#"{"lead_list":"list"}"#, "lead_list"),
            (#"{"user":{"mail":"x"}}"#, "user.mail"), (#"{"clock":{"mode":"slow"}}"#, "clock.mode"),
            (
                #"{"assistants":[{"id":1,"name":"A","type":"outbound","phone_number_id":99}]}"#,
                "assistants[0].phone_number_id"
            ),
            (
                #"{"phone_numbers":[],"assistants":[{"id":1,"name":"A","type":"outbound","phone_number_id":1}]}"#,
                "assistants[0].phone_number_id"
            ),
            (#"{"phone_numbers":[{"id":1,"phone_number":"+1","type":"callerid"}]}"#, "phone_numbers[0].type"),
        ])
    func refused(_ row: (body: String, member: String)) async throws {
        try await withMock { mock in
            for (method, path) in [("POST", ""), ("PATCH", "/demo")] {
                let reply = try await mock.call(method, "/_mock/accounts" + path, row.body)
                #expect(reply.status == 422)
                #expect(try reply.json["errors"]?[row.member] != nil, "\(reply.text)")
            }
        }
    }

    @Test("are in the state with campaigns and leads, which is equal to the byte after its import")
    func state() async throws {
        try await withMock { mock in
            try await mock.control("PATCH", "/accounts/demo", #"{"clock":{"mode":"offset","offset_seconds":-5}}"#)
            let seeded = try await mock.call("GET", "/_mock/state")
            var document = try #require(try seeded.json.object)
            document["campaigns"] = [["id": 3, "account": "demo", "name": "C", "assistant_id": 127]]
            document["leads"] = [
                ["id": 8, "campaign_id": 3, "phone_number": "+15550100101", "variables": ["b": ["c": []], "a": 1]],
                ["id": 9, "campaign_id": 3, "phone_number": "+15550100102", "primary_id": 8],
            ]
            document["next_campaign_id"] = nil
            document["next_lead_id"] = nil
            let text = String(decoding: JSONValue.object(document).encoded(), as: UTF8.self)
            try await mock.control("PUT", "/state", text)
            let first = try await mock.call("GET", "/_mock/state")
            let json = try first.json
            #expect(json["accounts"]?[0]?["clock"] == ["mode": "offset", "offset_seconds": -5])
            #expect(json["leads"]?[0]?["variables"] == ["b": ["c": []], "a": 1])
            #expect(json["leads"]?[1]?["primary_id"] == 8)
            #expect(json["next_campaign_id"] == 4 && json["next_lead_id"] == 10)
            try await mock.control("PUT", "/state", first.text)
            #expect(try await mock.call("GET", "/_mock/state").text == first.text)
        }
    }
}
