import JSON
import Testing

@testable import CampaignAPI

@Suite("life.md §3: POST /user/lead") struct CreateLeadTests {
    private func create(_ api: TestAPI, _ body: String, key: String? = "demo-key") async throws -> Answered {
        try await api.send(body, target: "/user/lead", key: key)
    }

    @Test("answers 200 with the lead, its campaign and its contacts")
    func created() async throws {
        let api = try TestAPI()
        _ = try await api.makeCampaign(#"Spring \"1\""#)
        let answer = try await create(
            api,
            #"""
            {"phone_number":" +1 (555) 010-0123 ","campaign_id":"1","variables":{"name":" Ada ","tags":{"0":"a","1":"b"},
             "none":{},"score":5.0},"allow_dupplicate":null,"secondary_contacts":[
             {"variables":["x",""],"phone_number":"+1.555.010.0124"},{"phone_number":"+15550100125","variables":null}]}
            """#)
        #expect(answer.status == 200)
        #expect(
            answer.text
                == #"{"message":"Lead created successfully","data":{"id":1,"campaign_id":1,"#
                + #""phone_number":"+15550100123","#
                + #""variables":{"name":"Ada","tags":["a","b"],"none":[],"score":5},"status":"created","#
                + #""created_at":"2026-02-23 10:00:00","updated_at":"2026-02-23 10:00:00","#
                + #""campaign":{"id":1,"name":"Spring \"1\""},"secondary_contacts":["#
                + #"{"id":2,"phone_number":"+15550100124","variables":["x",null],"status":"created","#
                + #""created_at":"2026-02-23 10:00:00","updated_at":"2026-02-23 10:00:00"},"#
                + #"{"id":3,"phone_number":"+15550100125","variables":[],"status":"created","#
                + #""created_at":"2026-02-23 10:00:00","updated_at":"2026-02-23 10:00:00"}]}}"#)
        #expect(answer.findings?.campaignID == 1)
        #expect(answer.findings?.leadID == 1)
        let listed = try await api.leads()
        #expect(listed == [try #require(answer.body["data"])])
        #expect(try await api.makeLead("+15550100130", campaign: 1) == 4)
    }

    @Test(
        "has [] for no variables and no contacts",
        arguments: [
            "", #","variables":null"#, #","variables":[]"#, #","variables":{}"#, #","variables":"""#,
            #","secondary_contacts":null"#, #","secondary_contacts":[]"#, #","secondary_contacts":{}"#,
        ])
    func none(_ members: String) async throws {
        let api = try TestAPI()
        _ = try await api.makeCampaign()
        let answer = try await create(api, #"{"phone_number":"+15550100123","campaign_id":1\#(members)}"#)
        #expect(answer.status == 200)
        #expect(answer.body["data"]?["variables"] == .array([]))
        #expect(answer.body["data"]?["secondary_contacts"] == .array([]))
    }

    struct Invalid: CustomTestStringConvertible {
        let body: String
        let message: String
        /// The fields with errors, in order.
        let fields: [String]
        var testDescription: String { body }
    }

    @Test(
        "refuses invalid fields with the framework's summary",
        arguments: [
            Invalid(
                body: "{}", message: "The phone number field is required. (and 1 more error)",
                fields: ["phone_number", "campaign_id"]),
            Invalid(
                body: #"{"phone_number":15550100123,"campaign_id":"x","variables":"x","allow_dupplicate":"yes","#
                    + #""secondary_contacts":5}"#,
                message: "The phone number field must be a string. (and 4 more errors)",
                fields: ["phone_number", "campaign_id", "variables", "allow_dupplicate", "secondary_contacts"]),
            Invalid(
                body: #"{"secondary_contacts":[{"variables":5},{"phone_number":7}],"phone_number":"+15550100123","#
                    + #""campaign_id":1}"#,
                message: "The secondary_contacts.0.phone_number field is required. (and 2 more errors)",
                fields: [
                    "secondary_contacts.0.phone_number", "secondary_contacts.1.phone_number",
                    "secondary_contacts.0.variables",
                ]),
            Invalid(
                body: #"{"phone_number":"+15550100123","campaign_id":1,"allow_dupplicate":2}"#,
                message: "The allow dupplicate field must be true or false.", fields: ["allow_dupplicate"]),
            Invalid(
                body: #"{"phone_number":"+15550100123","campaign_id":1.5}"#,
                message: "The campaign id field must be an integer.", fields: ["campaign_id"]),
        ])
    func invalid(_ row: Invalid) async throws {
        let api = try TestAPI()
        _ = try await api.makeCampaign()
        let answer = try await create(api, row.body)
        #expect(answer.status == 422)
        #expect(answer.message == row.message)
        #expect(answer.body["errors"]?.object?.members.map(\.name) == row.fields)
        #expect(answer.findings?.campaignID == nil)
        #expect(try await api.leads().isEmpty)
    }

    @Test("refuses in this order: fields, campaign, numbers, duplicates")
    func order() async throws {
        let api = try TestAPI()
        _ = try await api.makeCampaign()
        _ = try await api.makeLead("+15550100123", campaign: 1)
        let rows: [(body: String, status: Int, text: String)] = [
            (#"{"phone_number":"12","campaign_id":2,"variables":1}"#, 422, "The variables field must be an array."),
            (#"{"phone_number":"12","campaign_id":2}"#, 404, "Campaign not found"),
            (#"{"phone_number":"12","campaign_id":0}"#, 404, "Campaign not found"),
            (#"{"phone_number":"12","campaign_id":1}"#, 422, "Invalid phone number"),
            (
                #"{"phone_number":"+15550100123","campaign_id":1,"secondary_contacts":[{"phone_number":"+0"}]}"#, 422,
                "Invalid phone number"
            ),
            (
                #"{"phone_number":"+15550100129","campaign_id":1,"secondary_contacts":[{"phone_number":"+15550100128"},"#
                    + #"{"phone_number":"x"}]}"#, 422, "Invalid phone number"
            ),
            (
                #"{"phone_number":"+1 555 010 0123","campaign_id":1}"#, 422,
                "The lead already exists in this campaign."
            ),
            (
                #"{"phone_number":"+15550100123","campaign_id":1,"allow_dupplicate":false}"#, 422,
                "The lead already exists in this campaign."
            ),
        ]
        for row in rows {
            let answer = try await create(api, row.body)
            #expect(answer.status == row.status, "\(row.body)")
            #expect(answer.message == row.text, "\(row.body)")
            #expect(answer.findings?.campaignID == nil)
            #expect(answer.findings?.leadID == nil)
        }
        #expect(try await api.leads().count == 1)
        let foreign = try await create(
            api, #"{"phone_number":"+15550100123","campaign_id":1}"#, key: "other-key")
        #expect(foreign.text == #"{"message":"Campaign not found"}"#)
        #expect(try await create(api, "{}", key: nil).status == 401)
    }

    @Test("looks for duplicates among the campaign's own leads, not among contacts, and not where they are allowed")
    func duplicates() async throws {
        let api = try TestAPI()
        for name in ["Spring", "Summer"] { _ = try await api.makeCampaign(name) }
        let contact = #","secondary_contacts":[{"phone_number":"+15550100124"}]"#
        _ = try await api.makeLead("+15550100123", campaign: 1, members: contact)
        _ = try await api.makeLead("+15550100123", campaign: 2)
        _ = try await api.makeLead("+15550100124", campaign: 1)
        for allowed in ["true", "1", #""1""#] {
            _ = try await api.makeLead("+15550100123", campaign: 1, members: #","allow_dupplicate":\#(allowed)"#)
        }
        #expect(try await api.leads().count == 6)
    }

    @Test("warns about unknown members, and about numbers and booleans as strings")
    func warnings() async throws {
        let api = try TestAPI()
        _ = try await api.makeCampaign()
        let body =
            #"{"phone_number":"+15550100123","campaign_id":"1","allow_dupplicate":"1","allow_duplicate":true}"#
        let answer = try await create(api, body)
        #expect(answer.status == 200)
        #expect(
            answer.findings?.warnings.map(\.message) == [
                "The allow_duplicate field is unknown. Did you mean allow_dupplicate?",
                "The campaign id field was sent as a string where an integer is documented.",
                "The allow dupplicate field was sent as a string where a boolean is documented.",
            ])
        let strict = try TestAPI(CampaignOptions(strict: true))
        let refused = try await strict.send(body, target: "/user/lead")
        #expect(refused.status == 422)
        #expect(refused.body["errors"]?.object?.members.count == 3)
    }

    @Test("survives hostile variables")
    func hostile() async throws {
        let api = try TestAPI()
        _ = try await api.makeCampaign()
        let deep = String(repeating: "[", count: 120) + String(repeating: "]", count: 120)
        for variables in [deep, #"{"a":1e999}"#, #"{"\u0000":"\u0000x\u0000"}"#, #"{"":{"":{"":[]}}}"#] {
            let answer = try await create(
                api, #"{"phone_number":"+15550100123","campaign_id":1,"allow_dupplicate":1,"variables":\#(variables)}"#)
            #expect(answer.status == 200, "\(variables)")
        }
        #expect(try await api.leads().count == 4)
        let all = try await api.leads()
        for lead in all {
            let id = try #require(lead["id"]?.integer)
            #expect(try await api.update(id, #"{"variables":{"b":1}}"#).status == 200)
        }
    }

    @Test("has at most as many contacts as the body holds")
    func manyContacts() async throws {
        let api = try TestAPI()
        _ = try await api.makeCampaign()
        let contacts = Array(repeating: #"{"phone_number":"+15550100124"}"#, count: 2_000).joined(separator: ",")
        let id = try await api.makeLead(campaign: 1, members: #","secondary_contacts":[\#(contacts)]"#)
        let lead = try #require(try await api.leads().first)
        #expect(lead["secondary_contacts"]?.array?.compactMap { $0["id"]?.integer } == Array(id + 1...id + 2_000))
    }

    @Test("takes a form, whose values are strings, without a warning")
    func form() async throws {
        let api = try TestAPI()
        _ = try await api.makeCampaign()
        let answer = try await api.send(
            "phone_number=%2B15550100123&campaign_id=1&variables[name]=Ada&secondary_contacts[0][phone_number]=%2B15550100124",
            target: "/user/lead", contentType: "application/x-www-form-urlencoded")
        #expect(answer.status == 200)
        #expect(answer.body["data"]?["variables"] == ["name": "Ada"])
        #expect(answer.body["data"]?["secondary_contacts"]?[0]?["phone_number"] == "+15550100124")
        #expect(answer.findings?.warnings == [])
    }
}
