import CampaignStore
import HTTPTypes
import JSON
import Testing

@testable import CampaignAPI

/// `GET /user/me`, the lists of assistants and the lists of phone numbers.
@Suite("What a client reads beside campaigns and leads (life.md §4)") struct AccountReadingTests {
    static let assistantMembers = [
        "id", "user_id", "name", "type", "mode", "status", "voice_id", "language_id", "timezone", "initial_message",
        "system_prompt", "variables", "webhook_url", "is_webhook_active", "created_at", "updated_at",
    ]
    static let rowMembers = [
        "id", "user_id", "name", "type", "mode", "status", "initial_message", "system_prompt", "voice_id",
        "language_id", "phone_number_id", "timezone", "max_duration", "record", "uuid", "created_at", "updated_at",
    ]

    private func get(_ target: String, key: String? = "demo-key", _ api: TestAPI? = nil) async throws -> Answered {
        try await (api ?? TestAPI()).send("", method: "GET", target: target, key: key)
    }

    private static func names(_ value: JSONValue?) -> [String]? { value?.object?.members.map(\.name) }

    private static func ids(_ value: JSONValue?) -> [Int64] { value?.array?.compactMap { $0["id"]?.integer } ?? [] }

    // MARK: The user

    @Test("the user has a name, an email address and a balance") func user() async throws {
        let answer = try await get("/api/user/me")
        #expect(answer.status == 200)
        #expect(
            answer.body.encoded()
                == Array(#"{"name":"Dana Demo","email":"dana@example.com","total_balance":125.5}"#.utf8))
    }

    @Test("a whole balance has no fraction, as PHP writes it") func wholeBalance() async throws {
        #expect(try await get("/api/user/me", key: "other-key").body["total_balance"] == 100)
    }

    @Test("a wrong key is refused, so clients can check theirs") func wrongKey() async throws {
        for path in [
            "/user/me", "/user/assistants/outbound", "/user/assistants/get", "/user/assistants",
            "/user/assistants/phone-numbers", "/user/phone-numbers/all",
        ] {
            #expect(try await get(path, key: "wrong").status == 401)
            #expect(try await get("/api" + path).status == 200)
        }
    }

    // MARK: Assistants

    @Test("outbound assistants are a bare array by id, with the documented members in their order")
    func outbound() async throws {
        var seed = Seed.demo
        seed.accounts[0].assistants.reverse()
        seed.accounts[0].assistants[3].webhookURL = "http://127.0.0.1:9/hook"
        let api = try TestAPI(seed: seed)
        let answer = try await get("/api/user/assistants/outbound", api)
        #expect(Self.ids(answer.body) == [127, 129, 130])
        for assistant in answer.body.array ?? [] { #expect(Self.names(assistant) == Self.assistantMembers) }
        let first = answer.body[0]
        #expect(first?["user_id"]?.integer == api.store.directory.account(named: "demo")?.id)
        #expect(first?["type"] == "outbound" && first?["voice_id"] == 11 && first?["language_id"] == 1)
        #expect(first?["variables"] == ["product": "Example Pro"])
        #expect(first?["webhook_url"] == "http://127.0.0.1:9/hook" && first?["is_webhook_active"] == false)
        #expect(first?["created_at"] == "2026-01-01T00:00:00.000000Z")
        #expect(answer.body[1]?["variables"] == [] && answer.body[1]?["webhook_url"] == .null)
    }

    @Test("all assistants are listed in the same form") func all() async throws {
        let answer = try await get("/api/user/assistants")
        #expect(Self.ids(answer.body) == [127, 128, 129, 130])
        #expect(answer.body.array?.allSatisfy { Self.names($0) == Self.assistantMembers } == true)
    }

    @Test("pages of assistants have other members") func pages() async throws {
        let body = try await get("/api/user/assistants/get").body
        #expect(
            Self.names(body) == [
                "current_page", "data", "first_page_url", "from", "last_page", "last_page_url", "links",
                "next_page_url", "path", "per_page", "prev_page_url", "to", "total",
            ])
        #expect(body["per_page"] == 10 && body["total"] == 4)
        #expect(Self.ids(body["data"]) == [127, 128, 129, 130])
        for row in body["data"]?.array ?? [] { #expect(Self.names(row) == Self.rowMembers) }
        let first = body["data"]?[0]
        #expect(first?["phone_number_id"] == 1 && first?["max_duration"] == 600 && first?["record"] == false)
        #expect(first?["uuid"] == "00000000-0000-4000-8000-00000000007f")
        #expect(body["data"]?[3]?["phone_number_id"] == .null)
    }

    struct Page: CustomTestStringConvertible {
        let testDescription: String
        let ids: [Int64]
        let total: Int64
    }

    @Test(
        "pages are chosen by the query",
        arguments: [
            Page(testDescription: "type=inbound", ids: [128], total: 1),
            Page(testDescription: "type=outbound", ids: [127, 129, 130], total: 3),
            Page(testDescription: "type=", ids: [127, 128, 129, 130], total: 4),
            Page(testDescription: "type=outbound&per_page=2&page=2", ids: [130], total: 3),
            Page(testDescription: "per_page=3", ids: [127, 128, 129], total: 4),
            Page(testDescription: "page=2", ids: [], total: 4),
            Page(testDescription: "page=9223372036854775807", ids: [], total: 4),
        ])
    func page(_ row: Page) async throws {
        let answer = try await get("/api/user/assistants/get?\(row.testDescription)")
        #expect(answer.status == 200)
        #expect(Self.ids(answer.body["data"]) == row.ids)
        #expect(answer.body["total"]?.integer == row.total)
    }

    @Test("a wrong query is refused in the framework's words") func wrongQuery() async throws {
        let answer = try await get("/api/user/assistants/get?type=both&per_page=0")
        #expect(answer.status == 422)
        #expect(
            answer.body == [
                "message": "The selected type is invalid. (and 1 more error)",
                "errors": [
                    "type": ["The selected type is invalid."], "per_page": ["The per page field must be at least 1."],
                ],
            ])
        #expect(
            try await get("/api/user/assistants/phone-numbers?type=INBOUND").body == [
                "message": "The selected type is invalid.", "errors": ["type": ["The selected type is invalid."]],
            ])
    }

    // MARK: Phone numbers

    /// The demo account with numbers of all types: 1 and 2 are in use, 6 is a caller id, 7 belongs to a SIP trunk.
    private static func seedWithAllTypes() -> Seed {
        var seed = Seed.demo
        seed.accounts[0].phoneNumbers.insert(
            PhoneNumber(id: 7, phoneNumber: "+4930", countryCode: "DE", type: .sip, smsCapable: false), at: 0)
        seed.accounts[0].phoneNumbers.append(PhoneNumber(id: 6, phoneNumber: "+15550100006", type: .callerID))
        return seed
    }

    @Test("numbers for assistants say whether they are available") func choices() async throws {
        let answer = try await get(
            "/api/user/assistants/phone-numbers", TestAPI(seed: Self.seedWithAllTypes()))
        #expect(
            answer.body.encoded()
                == Array(
                    """
                    [{"id":1,"phone_number":"+15550100001","country_code":"US","type_label":"Normal","is_available":false},\
                    {"id":2,"phone_number":"+15550100002","country_code":"US","type_label":"Normal","is_available":false},\
                    {"id":3,"phone_number":"+15550100003","country_code":"US","type_label":"Normal","is_available":true},\
                    {"id":6,"phone_number":"+15550100006","country_code":"US","type_label":"Caller ID","is_available":true},\
                    {"id":7,"phone_number":"+4930","country_code":"DE","type_label":"SIP","is_available":true}]
                    """.utf8))
    }

    @Test(
        "numbers for inbound assistants leave out caller ids and numbers in use",
        arguments: [("inbound", [3, 7]), ("outbound", [1, 2, 3, 6, 7])] as [(String, [Int64])])
    func choicesOfType(_ type: String, _ ids: [Int64]) async throws {
        let api = try TestAPI(seed: Self.seedWithAllTypes())
        #expect(Self.ids(try await get("/api/user/assistants/phone-numbers?type=\(type)", api).body) == ids)
    }

    @Test("all numbers have all members") func allNumbers() async throws {
        let answer = try await get("/api/user/phone-numbers/all", TestAPI(seed: Self.seedWithAllTypes()))
        #expect(Self.names(answer.body) == ["data"])
        let numbers = answer.body["data"]
        #expect(Self.ids(numbers) == [1, 2, 3, 6, 7])
        #expect(
            numbers?[0]?.encoded()
                == Array(
                    """
                    {"id":1,"phone_number":"+15550100001","country_code":"US","type":"normal",\
                    "type_label":"Dedicated Number","sms_capable":true,"region":"New York",\
                    "has_active_subscription":true,"created_at":"2026-01-01T00:00:00.000000Z"}
                    """.utf8))
        #expect(numbers?[3]?["type"] == "caller_id" && numbers?[3]?["type_label"] == "Caller ID")
        #expect(numbers?[4]?["type"] == "sip" && numbers?[4]?["type_label"] == "SIP Trunk")
        #expect(numbers?[4]?["sms_capable"] == false && numbers?[4]?["region"] == .null)
    }

    // MARK: All of them

    @Test("another account's data are not shown") func isolation() async throws {
        let api = try TestAPI()
        #expect(Self.ids(try await get("/api/user/assistants", key: "starter-key", api).body) == [301])
        #expect(Self.ids(try await get("/api/user/phone-numbers/all", key: "starter-key", api).body["data"]) == [5])
        #expect(try await get("/api/user/me", key: "starter-key", api).body["name"] == "Stella Starter")
    }

    @Test("an unknown member of the query is warned about and refused by --strict") func unknownMember() async throws {
        #expect(try await get("/api/user/me?verbose=1").fields[.xMockWarnings] == "1")
        #expect(try await get("/api/user/me").fields[.xMockWarnings] == nil)
        var options = CampaignOptions()
        options.strict = true
        let answer = try await get("/api/user/assistants/phone-numbers?typ=inbound", TestAPI(options))
        #expect(answer.status == 422)
        #expect(answer.body["errors"]?["typ"] == ["The typ field is unknown. Did you mean type?"])
    }

    @Test("a change of the account shows at once") func change() async throws {
        let api = try TestAPI()
        try await api.store.updateAccount(named: "demo") {
            $0.balance = -3
            $0.assistants.removeAll { $0.id != 128 }
        }
        #expect(try await get("/api/user/me", api).body["total_balance"] == -3)
        #expect(Self.ids(try await get("/api/user/assistants", api).body) == [128])
        #expect(Self.ids(try await get("/api/user/assistants/phone-numbers?type=inbound", api).body) == [1, 2, 3])
    }
}
