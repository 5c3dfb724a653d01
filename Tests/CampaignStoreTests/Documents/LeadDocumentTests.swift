import Foundation
import JSON
import Testing

@testable import CampaignStore

@Suite("A seed with campaigns and leads (life.md §4)") struct LeadDocumentTests {
    static let account = """
        "accounts": [{"name": "a", "plan": {"name": "p", "max_campaigns": 5, "max_calls_in_parallel": 2},
          "timezone": "Europe/Berlin", "api_keys": ["k"], "assistants": [{"id": 1, "name": "A", "type": "outbound"}]}]
        """
    static let valid = """
        {\(account),
         "campaigns": [{"id": 7, "account": "a", "name": "C", "assistant_id": 1},
                       {"id": 3, "account": "a", "name": "D", "assistant_id": 1, "status": "in-progress"}],
         "leads": [{"id": 5, "campaign_id": 7, "phone_number": "+1 (555) 010-0101", "primary_id": 9,
                    "variables": {"0": "x", "1": {}}, "status": "scheduled", "call_tries": 2,
                    "created_at": "2026-02-23 10:00:00", "updated_at": "2026-02-23T10:00:01Z"},
                   {"id": 9, "campaign_id": 7, "phone_number": "+15550100102"},
                   {"id": 2, "campaign_id": 3, "phone_number": "+15550100103", "variables": {"b": 1.0, "a": "\\u0000"}}]}
        """

    static func read(_ text: String) throws -> State {
        try StateTests.read(JSONReader.read(Array(text.utf8).span))
    }

    @Test("is read, with the defaults of a create") func read() throws {
        let state = try Self.read(Self.valid)
        let created = Assistant.Default.createdAt
        let parameters = CampaignParameters(
            name: "D", assistantID: 1, timezone: "Europe/Berlin", maxCallsInParallel: 2)
        var other = parameters
        other.name = "C"
        #expect(
            state.campaigns == [
                Campaign(
                    id: 3, account: "a", parameters: parameters, status: "in-progress", createdAt: created,
                    updatedAt: created),
                Campaign(
                    id: 7, account: "a", parameters: other, status: "draft", createdAt: created, updatedAt: created),
            ])
        #expect(state.nextCampaignID == 8)
        #expect(
            state.leads == [
                Lead(
                    id: 2, campaignID: 3, phoneNumber: "+15550100103",
                    variables: LeadVariables(text: Array(#"{"b":1,"a":"\u0000"}"#.utf8)), createdAt: created,
                    updatedAt: created),
                Lead(
                    id: 5, campaignID: 7, primaryID: 9, phoneNumber: "+15550100101",
                    variables: LeadVariables(text: Array(#"["x",[]]"#.utf8)), status: .scheduled, callTries: 2,
                    createdAt: 1_771_840_800, updatedAt: 1_771_840_801),
                Lead(id: 9, campaignID: 7, phoneNumber: "+15550100102", createdAt: created, updatedAt: created),
            ])
        #expect(state.nextLeadID == 10)
    }

    @Test("fills a new database, which is written as it was read, also after a restart") func start() async throws {
        let state = try Self.read(Self.valid)
        let directory = try TemporaryDirectory()
        let store = try Store(.file(path: directory.database), state: state)
        #expect(try await store.state() == state)
        #expect(try await store.campaignCount(account: "a") == 2)
        let filter = try store.filter(account: "a", campaignID: 7)
        #expect(try await store.allLeads(filter).map(\.lead.id) == [9])
        #expect(try await store.allLeads(filter).first?.contacts.map(\.id) == [5])
        store.close()
        let reopened = try Store(.file(path: directory.database), seed: .demo)
        let text = try await reopened.state().encoded()
        #expect(try StateTests.read(JSONReader.read(text.span)) == state)
        #expect(try StateTests.read(JSONReader.read(text.span)).encoded() == text)
        #expect(try await reopened.create(.sample(account: "a", assistant: 1)).id == 8)
        #expect(
            try await reopened.createLead(.sample(campaignID: 8), account: "a")
                == .created(firstID: 10, campaignName: "Spring"))
        reopened.close()
    }

    @Test("a reset goes back to all of it") func reset() async throws {
        let state = try Self.read(Self.valid)
        let store = try Store(.memory, state: state)
        let id = try store.account("a").id
        try await store.create(.sample(account: "a", assistant: 1))
        try await store.createLead(.sample(campaignID: 7), account: "a")
        _ = try await store.write { try $0.deleteCampaign(id: 3, of: store.account("a")) }
        try await store.updateAccount(named: "a") { $0.balance = 0 }
        try await store.reset(to: state)
        #expect(try await store.state() == state)
        #expect(try await store.leads(try store.filter(account: "a"), offset: 0, limit: 10).total == 2)
        #expect(try store.account("a").id == id)
    }

    @Test(
        "a reset that keeps the campaigns keeps the leads; one that keeps the accounts has those of the seed",
        arguments: [
            (Store.ResetOptions.campaigns, [2, 5, 9, 10], 11 as Int64), (.accounts, [2, 5, 9], 10),
            (.ids, [2, 5, 9], 11),
            ([.accounts, .campaigns], [2, 5, 9, 10], 11),
        ] as [(Store.ResetOptions, [Int64], Int64)])
    func keeping(_ kept: Store.ResetOptions, _ leads: [Int64], _ nextID: Int64) async throws {
        let state = try Self.read(Self.valid)
        let store = try Store(.memory, state: state)
        try await store.createLead(.sample(campaignID: 7), account: "a")
        try await store.reset(to: state, keeping: kept)
        let after = try await store.state()
        #expect(after.leads.map(\.id) == leads)
        #expect(after.nextLeadID == nextID)
        #expect(after.campaigns.map(\.id) == [3, 7])
    }

    @Test("an account's reset takes its campaigns and leads, those of the seed too (life.md §5)")
    func accountReset() async throws {
        var state = try Self.read(Self.valid)
        var other = state.seed.accounts[0]
        (other.name, other.apiKeys) = ("b", ["k2"])
        state.seed.accounts.append(other)
        state.campaigns[0].account = "b"
        let store = try Store(.memory, state: state)
        try await store.resetAccount(named: "a")
        let after = try await store.state()
        #expect(after.campaigns.map(\.id) == [3])
        #expect(after.leads.map(\.id) == [2])
        #expect(after.nextCampaignID == 8 && after.nextLeadID == 10)
        #expect(try await store.leads(try store.filter(account: "a"), offset: 0, limit: 10).total == 0)
        try await store.deleteAccount(named: "b")
        #expect(try await store.state().leads == [])
        #expect(try await store.state().nextLeadID == 10)
    }

    struct Mistake: CustomTestStringConvertible {
        let testDescription: String
        let change: (from: String, to: String)
        let error: SeedError

        init(_ from: String, _ to: String, _ path: String, expected: String, found: String) {
            testDescription = to
            change = (from, to)
            error = SeedError(path: path, expected: expected, found: found)
        }
    }

    private static let primaryRule = "the id of a lead of the same campaign that is no secondary contact"
    private static let numberRule = "\"+\" and 7 to 15 digits of which the first is not 0"
    private static let idRule = "an integer from 1 to 9007199254740991"

    @Test(
        "is refused for",
        arguments: [
            Mistake(
                #""campaign_id": 3"#, #""campaign_id": 4"#, "leads[2].campaign_id",
                expected: "the id of one of the campaigns", found: "the integer 4"),
            Mistake(
                #""primary_id": 9"#, #""primary_id": 8"#, "leads[0].primary_id", expected: primaryRule,
                found: "the integer 8"),
            Mistake(
                #""primary_id": 9"#, #""primary_id": 2"#, "leads[0].primary_id", expected: primaryRule,
                found: "the integer 2"),
            Mistake(
                #""primary_id": 9"#, #""primary_id": 5"#, "leads[0].primary_id", expected: primaryRule,
                found: "the integer 5"),
            Mistake(
                #""id": 9"#, #""id": 5"#, "leads[1].id", expected: "a unique id",
                found: "5, which is also leads[0].id"),
            Mistake(#""id": 9"#, #""id": 0"#, "leads[1].id", expected: idRule, found: "the integer 0"),
            Mistake(
                #""id": 9"#, #""id": 9007199254740992"#, "leads[1].id", expected: idRule,
                found: "the integer 9007199254740992"),
            Mistake(
                #""phone_number": "+15550100102""#, #""phone_number": "15550100102""#, "leads[1].phone_number",
                expected: numberRule, found: "the string \"15550100102\""),
            Mistake(
                #", "phone_number": "+15550100102""#, "", "leads[1].phone_number", expected: numberRule,
                found: "nothing"),
            Mistake(
                #"{"0": "x", "1": {}}"#, #""x""#, "leads[0].variables", expected: "an object",
                found: "the string \"x\""),
            Mistake(
                #""scheduled""#, #""done""#, "leads[0].status",
                expected: LeadStatus.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or "),
                found: "the string \"done\""),
            Mistake(
                #""call_tries": 2"#, #""call_tries": -1"#, "leads[0].call_tries", expected: "an integer of at least 0",
                found: "the integer -1"),
            Mistake(
                #""2026-02-23 10:00:00""#, #""2026-02-23""#, "leads[0].created_at",
                expected: "a time such as \"2026-02-23T10:00:00.000000Z\"", found: "the string \"2026-02-23\""),
            Mistake(
                #""call_tries": 2"#, #""id": 5"#, "leads[0].id", expected: "one member of this name", found: "two"),
            Mistake(
                #""call_tries": 2"#, #""due": null"#, "leads[0].due",
                expected: """
                    one of the members id, campaign_id, phone_number, primary_id, variables, status, call_tries, \
                    created_at, updated_at, due_at
                    """, found: "an unknown member"),
            Mistake(
                #""account": "a", "name": "D""#, #""account": "z", "name": "D""#, "campaigns[1].account",
                expected: "the name of one of the accounts", found: "the string \"z\""),
            Mistake(
                #""leads""#, #""next_lead_id": 9, "leads""#, "next_lead_id",
                expected: "an integer greater than every lead's id, at least 10", found: "the integer 9"),
            Mistake(
                #""leads""#, #""call": [], "leads""#, "call",
                expected: """
                    one of the members $schema, plans, accounts, campaigns, next_campaign_id, leads, next_lead_id, calls, \
                    next_call_id
                    """,
                found: "an unknown member"),
        ])
    func mistake(_ row: Mistake) throws {
        let range = try #require(Self.valid.range(of: row.change.from))
        #expect(throws: row.error) { try Self.read(Self.valid.replacingCharacters(in: range, with: row.change.to)) }
    }
}
