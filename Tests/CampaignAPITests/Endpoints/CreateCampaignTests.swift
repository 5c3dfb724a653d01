import CampaignStore
import HTTPTypes
import JSON
import Testing

@testable import CampaignAPI

@Suite("POST /user/campaign") struct CreateCampaignTests {
    @Test("checks the key before everything else")
    func keyFirst() async throws {
        let api = try TestAPI()
        for key in [nil, "nobody", "DEMO-KEY"] {
            let answer = try await api.send("not json", key: key, contentType: nil)
            #expect(answer.status == 401)
            #expect(answer.message == "Unauthenticated.")
            #expect(answer.fields[.wwwAuthenticate] == "Bearer")
        }
    }

    @Test(
        "refuses a body that is not JSON by its content type",
        arguments: [
            nil, "", "text/plain", "application/x-www-form", "json", "text/plain; a=/json", "application/xml",
            "multipart/mixed; boundary=b", "text/plain; application/x-www-form-urlencoded",
        ])
    func mediaType(_ contentType: String?) async throws {
        let answer = try await TestAPI().send("not json", contentType: contentType)
        #expect(answer.status == 415)
        #expect(answer.message?.contains("Content-Type: application/json") == true)
    }

    @Test(
        "accepts the content types that the framework treats as JSON",
        arguments: [
            "application/json; charset=utf-8", "Application/JSON", "application/json ;charset=UTF-8", "text/json",
            "application/vnd.api+json", "application/PROBLEM+JSON; a=b", "application/jsonp",
        ])
    func mediaTypeParameters(_ contentType: String) async throws {
        let answer = try await TestAPI().send(#"{"name":"Spring","assistant_id":127}"#, contentType: contentType)
        #expect(answer.status == 201)
    }

    @Test(
        "refuses a second Content-Type in any order (RFC 9110 §8.3)",
        arguments: [
            ("application/json", "application/json"), ("application/json;charset=utf-8", "text/plain"),
            ("text/plain", "application/json"), (#"application/json;a="\",""#, "text/plain"),
        ])
    func repeatedMediaType(_ first: String, _ second: String) async throws {
        let answer = try await TestAPI().send("{}", contentType: first, headers: [("Content-Type", second)])
        #expect(answer.status == 400)
        #expect(answer.message?.contains("more than one Content-Type") == true)
    }

    @Test("accepts a comma in a quoted parameter of the content type")
    func quotedComma() async throws {
        #expect(try await TestAPI().send("{}", contentType: #"application/json;a="b,\",c""#).status == 422)
    }

    @Test(
        "refuses a content coding and names the supported one (RFC 9110 §15.5.16)",
        arguments: ["gzip", "br, identity", "identity,deflate", "x"])
    func contentCoding(_ coding: String) async throws {
        let answer = try await TestAPI().send("{}", headers: [("Content-Encoding", coding)])
        #expect(answer.status == 415)
        #expect(answer.fields[.acceptEncoding] == "identity")
    }

    @Test("accepts a Content-Encoding that names no coding", arguments: ["identity", "Identity, ", ""])
    func noCoding(_ coding: String) async throws {
        #expect(try await TestAPI().send("{}", headers: [("Content-Encoding", coding)]).status == 422)
    }

    @Test("says at which byte a body stops being JSON")
    func malformed() async throws {
        let answer = try await TestAPI().send(#"{"name": Spring}"#)
        #expect(answer.status == 400)
        #expect(answer.message?.contains("byte 9") == true)
    }

    @Test("refuses a body that is not an object", arguments: ["[]", "null", "3", #""name""#])
    func notAnObject(_ body: String) async throws {
        #expect(try await TestAPI().send(body).status == 400)
    }

    @Test("refuses nesting deeper than 128")
    func depth() async throws {
        let api = try TestAPI()
        func body(_ depth: Int) -> String {
            #"{"name":"x","assistant_id":127,"extra":"# + String(repeating: "[", count: depth - 1)
                + String(repeating: "]", count: depth - 1) + "}"
        }
        #expect(try await api.send(body(128)).status == 201)
        #expect(try await api.send(body(129)).status == 400)
    }

    @Test(
        "treats an empty body as an object without members, for any media type",
        arguments: [nil, "", "application/json", "text/plain", "application/x-www-form-urlencoded"])
    func emptyBody(_ contentType: String?) async throws {
        let answer = try await TestAPI().send("", contentType: contentType)
        #expect(answer.status == 422)
        #expect(answer.message == "The given data was invalid.")
        #expect(answer.body["errors"]?["name"] == ["The name field is required."])
    }

    @Test("stores all fourteen parameters, including those that the response omits")
    func storesAll() async throws {
        let api = try TestAPI()
        let answer = try await api.send(
            #"""
            {"name":" Spring ","assistant_id":"129","timezone":"Europe/Berlin","max_calls_in_parallel":2.0,
             "allowed_hours_start_time":"08:30","allowed_hours_end_time":"20:15","allowed_days":["sunday","sunday"],
             "max_retries":true,"retry_interval":"10","retry_on_voicemail":1,"retry_on_goal_incomplete":"1",
             "goal_completion_variable":"appointment_booked","mark_complete_when_no_leads":"0","phone_number_ids":[3,"1"]}
            """#)
        #expect(answer.status == 201)
        let campaign = try #require(try await api.store.campaign(id: 1))
        #expect(
            campaign.parameters
                == CampaignParameters(
                    name: "Spring", assistantID: 129, timezone: "Europe/Berlin", maxCallsInParallel: 2,
                    allowedHoursStartTime: "08:30:00", allowedHoursEndTime: "20:15:00",
                    allowedDays: ["sunday", "sunday"], maxRetries: 1, retryInterval: 10, retryOnVoicemail: true,
                    retryOnGoalIncomplete: true, goalCompletionVariable: "appointment_booked",
                    markCompleteWhenNoLeads: false, phoneNumberIDs: [3, 1]))
        #expect(campaign.account == "demo")
        #expect(campaign.createdAt == 1_771_840_800)
    }

    @Test("fills in the documented defaults, and the account's timezone and plan")
    func defaults() async throws {
        let api = try TestAPI()
        _ = try await api.send(#"{"name":"Spring","assistant_id":301,"timezone":null}"#, key: "starter-key")
        let campaign = try #require(try await api.store.campaign(id: 1))
        let starter = try #require(api.store.directory.account(named: "starter"))
        #expect(
            campaign.parameters
                == CampaignParameters(
                    name: "Spring", assistantID: 301, timezone: starter.timezone, maxCallsInParallel: 2))
    }

    @Test("uses the changed account after a change")
    func changedAccount() async throws {
        let api = try TestAPI()
        let body = #"{"name":"Spring","assistant_id":127,"max_calls_in_parallel":5}"#
        #expect(try await api.send(body).status == 201)
        _ = try await api.store.updateAccount(named: "demo") { $0.plan.maximumCallsInParallel = 4 }
        #expect(try await api.send(body).status == 422)
        _ = try await api.store.updateAccount(named: "demo") { $0.apiKeys = ["new-key"] }
        #expect(try await api.send(body).status == 401)
        #expect(try await api.send(#"{"name":"Spring","assistant_id":127}"#, key: "new-key").status == 201)
    }

    @Test(
        "gives a 422 the chosen message and does not change its errors",
        arguments: [
            (ValidationMessage.documented, "The given data was invalid."),
            (.text("Validation failed"), "Validation failed"),
            (.summary, "The name field is required. (and 1 more error)"),
        ])
    func validationMessage(_ message: ValidationMessage, _ text: String) async throws {
        let api = try TestAPI(CampaignOptions(validationMessage: message))
        let answer = try await api.send("{}")
        #expect(answer.message == text)
        #expect(answer.body["errors"]?["name"] == ["The name field is required."])
    }

    @Test("responds with 500 and without the cause if the store fails")
    func storeFailure() async throws {
        let api = try TestAPI()
        api.store.close()
        let answer = try await api.send(#"{"name":"Spring","assistant_id":127}"#)
        #expect(answer.status == 500)
        #expect(answer.body == ["message": "Server Error"])
    }

    @Test("finds only assistants and phone numbers of the request's account")
    func isolation() async throws {
        let api = try TestAPI()
        #expect(try await api.send(#"{"name":"x","assistant_id":127}"#, key: "other-key").status == 404)
        #expect(
            try await api.send(#"{"name":"x","assistant_id":201,"phone_number_ids":[1]}"#, key: "other-key").status
                == 422)
        #expect(
            try await api.send(#"{"name":"x","assistant_id":201,"phone_number_ids":[4]}"#, key: "other-key").status
                == 201)
    }
}
