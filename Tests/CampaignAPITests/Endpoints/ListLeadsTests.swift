import CampaignStore
import HTTPTypes
import JSON
import Testing

@testable import CampaignAPI

@Suite("life.md §3: GET /user/leads") struct ListLeadsTests {
    /// Leads 1 to 4, one a day from 2026-02-23 on, the last of another campaign, and one of another account.
    private func filled(_ options: CampaignOptions = CampaignOptions()) async throws -> TestAPI {
        let api = try TestAPI(options)
        for name in ["Spring", "Summer"] { _ = try await api.makeCampaign(name) }
        let foreign = try await api.makeCampaign("Foreign", key: "other-key", assistant: 201, numbers: "[4]")
        _ = try await api.makeLead("+15550100101", campaign: 1)
        api.clock.advance(seconds: 50_399)
        _ = try await api.makeLead("+15550100102", campaign: 1)
        api.clock.advance(seconds: 1)
        _ = try await api.makeLead("+15550100203", campaign: 1)
        _ = try await api.makeLead("+15550100203", campaign: foreign, key: "other-key")
        api.clock.advance(seconds: 86_400)
        _ = try await api.makeLead("+4930100", campaign: 2)
        #expect(try await api.update(2, #"{"status":"completed"}"#).status == 200)
        return api
    }

    private func ids(_ api: TestAPI, _ query: String, key: String = "demo-key") async throws -> [Int64] {
        try await api.leads(query, key: key).compactMap { $0["id"]?.integer }
    }

    @Test("is a page of the account's leads, oldest first")
    func page() async throws {
        let api = try await filled()
        let answer = try await api.get("/api/user/leads?per_page=2&page=2")
        #expect(answer.status == 200)
        let lead =
            #"{"id":3,"campaign_id":1,"phone_number":"+15550100203","variables":[],"status":"created","#
            + #""created_at":"2026-02-24 00:00:00","updated_at":"2026-02-24 00:00:00","#
            + #""campaign":{"id":1,"name":"Spring"},"secondary_contacts":[]}"#
        let url = "http://localhost/api/user/leads"
        #expect(answer.text.hasPrefix(#"{"current_page":2,"data":[\#(lead),{"id":5,"#))
        #expect(
            answer.text.hasSuffix(
                #""next_page_url":null,"path":"\#(url)","per_page":2,"prev_page_url":"\#(url)?page=1","to":4,"total":4}"#
            ))
        #expect(answer.findings?.leadID == nil)
        #expect(answer.findings?.warnings == [])
        #expect(try await ids(api, "", key: "other-key") == [4])
    }

    @Test(
        "filters",
        arguments: [
            ("", [1, 2, 3, 5]), ("?status=created", [1, 3, 5]), ("?status=completed", [2]), ("?status=blacklisted", []),
            ("?status=", [1, 2, 3, 5]), ("?campaign_id=1", [1, 2, 3]), ("?campaign_id=%2B2", [5]),
            ("?campaign_id=3", []), ("?campaign_id=99", []), ("?campaign_id=0", []), ("?campaign_id=-1", []),
            ("?phone_number=%2B1555", [1, 2, 3]), ("?phone_number=0010", [1, 2]), ("?phone_number=010020", [3]),
            ("?phone_number=%25", []), ("?phone_number=_", []), ("?phone_number=%2B15550100203", [3]),
            ("?phone_number=x", []), ("?phone_number=*", []), ("?phone_number=[0-9]", []),
            ("?phone_number=%00", [1, 2, 3, 5]),
            ("?phone_number=1%005", []), ("?phone_number='", []),
            ("?date_from=2026-02-24", [3, 5]), ("?date_to=2026-02-23", [1, 2]),
            ("?date_from=2026-02-23&date_to=2026-02-24", [1, 2, 3]), ("?date_from=2026-02-24&date_to=2026-02-24", [3]),
            ("?date_from=2026-02-25&date_to=2026-02-23", []),
            ("?date_from=0000-01-01&date_to=9999-12-31", [1, 2, 3, 5]),
            ("?status=created&campaign_id=1&phone_number=0203&date_from=2026-02-24", [3]),
            ("?page=2", []), ("?page=9223372036854775807&per_page=100", []), ("?page=x", [1, 2, 3, 5]),
            ("?per_page=3&page=2", [5]),
        ] as [(String, [Int64])])
    func filters(_ query: String, _ ids: [Int64]) async throws {
        let api = try await filled()
        #expect(try await self.ids(api, query) == ids)
        let bare = try await api.store.updateAccount(named: "demo") { $0.leadList = .bare }
        #expect(bare.definition.leadList == .bare)
        let rows = try #require(try await api.get("/user/leads" + query).body.array)
        // A bare list has no pages.
        if !query.contains("page") { #expect(rows.compactMap { $0["id"]?.integer } == ids) }
    }

    @Test(
        "refuses an invalid query in this order",
        arguments: [
            (
                "?page=x&per_page=0&date_to=1&date_from=2&phone_number[]=1&campaign_id=x&status=x",
                [
                    "The selected status is invalid.", "The campaign id field must be an integer.",
                    "The phone number field must be a string.", "The date from field must match the format Y-m-d.",
                    "The date to field must match the format Y-m-d.", "The per page field must be at least 1.",
                ]
            ),
            ("?status[]=created", ["The selected status is invalid."]),
            ("?status=Created", ["The selected status is invalid."]),
            ("?date_from=2026-02-30", ["The date from field must match the format Y-m-d."]),
            ("?per_page=101", ["The per page field must not be greater than 100."]),
            ("?campaign_id=9223372036854775808", ["The campaign id field must be an integer."]),
        ] as [(String, [String])])
    func invalid(_ query: String, _ messages: [String]) async throws {
        for list in [LeadList.pages, .bare] {
            let answer = try await TestAPI(CampaignOptions(leadList: list)).get("/user/leads" + query)
            #expect(answer.status == 422)
            let errors = try #require(answer.body["errors"]?.object)
            #expect(errors.members.flatMap { $0.value.array ?? [] } == messages.map { .string($0) })
            let more = messages.count - 1
            let rest = more == 0 ? "" : more == 1 ? " (and 1 more error)" : " (and \(more) more errors)"
            #expect(answer.message == messages[0] + rest)
        }
    }

    @Test("is a bare array of all leads where the option or the account says so")
    func bare() async throws {
        let api = try await filled(CampaignOptions(leadList: .bare))
        let bare = try await api.get("/user/leads?per_page=1")
        #expect(bare.body.array?.compactMap { $0["id"]?.integer } == [1, 2, 3, 5])
        #expect(bare.text.hasPrefix(#"[{"id":1,"campaign_id":1,"phone_number":"+15550100101","#))
        _ = try await api.store.updateAccount(named: "demo") { $0.leadList = .pages }
        #expect(try await api.leads().count == 4)
        #expect(try await TestAPI(CampaignOptions(leadList: .bare)).get("/user/leads").text == "[]")
    }

    @Test("needs a key, answers HEAD, and is the only method of its path")
    func methods() async throws {
        let api = try TestAPI()
        #expect(try await api.get("/user/leads", key: nil).status == 401)
        #expect(try await api.send("", method: "HEAD", target: "/user/leads").status == 200)
        let answer = try await api.send("{}", target: "/user/leads")
        #expect(answer.status == 405)
        #expect(answer.fields[.allow] == "GET, HEAD")
    }

    @Test("warns about unknown members of the query")
    func warnings() async throws {
        let answer = try await TestAPI().get("/user/leads?campain_id=1&per_page=5")
        #expect(answer.status == 200)
        #expect(
            answer.findings?.warnings.map(\.message) == ["The campain_id field is unknown. Did you mean campaign_id?"])
    }
}
