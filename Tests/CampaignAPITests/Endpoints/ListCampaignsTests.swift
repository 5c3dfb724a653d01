import CampaignStore
import HTTPTypes
import JSON
import Testing

@testable import CampaignAPI

@Suite("life.md §2: GET /user/campaigns") struct ListCampaignsTests {
    @Test(
        "is an empty array without campaigns",
        arguments: ["/user/campaigns", "/api/user/campaigns", "/user/campaigns/"])
    func empty(_ target: String) async throws {
        let answer = try await TestAPI().get(target)
        #expect(answer.status == 200)
        #expect(answer.text == "[]")
    }

    @Test("has the account's campaigns as their creation showed them, oldest first")
    func campaigns() async throws {
        let api = try TestAPI()
        let first = try await api.send(#"{"name":"Spring","assistant_id":127,"allowed_days":["sunday"]}"#)
        _ = try await api.makeCampaign("Foreign", key: "other-key", assistant: 201, numbers: "[4]")
        api.clock.advance(seconds: 5)
        let third = try await api.send(#"{"name":"Summer","assistant_id":129,"max_retries":5}"#)
        let answer = try await api.get("/user/campaigns")
        let expected = try [first, third].map {
            String(decoding: try #require($0.body["data"]).encoded(), as: UTF8.self)
        }
        #expect(answer.text == "[\(expected.joined(separator: ","))]")
        #expect(answer.fields[.contentType] == "application/json")
        #expect(answer.findings?.campaignID == nil)
        #expect(answer.findings?.account == "demo")
        let foreign = try await api.get("/user/campaigns", key: "other-key")
        #expect(foreign.body.array?.compactMap { $0["name"]?.string } == ["Foreign"])
    }

    @Test("has a hundred campaigns")
    func hundred() async throws {
        let api = try TestAPI()
        for number in 1...100 { _ = try await api.makeCampaign("Campaign \(number)") }
        let ids = try await api.get("/user/campaigns").body.array?.compactMap { $0["id"]?.integer }
        #expect(ids == Array(1...100))
    }

    @Test("also answers HEAD, and accepts a content type without a body")
    func head() async throws {
        let answer = try await TestAPI().send("", method: "HEAD", target: "/user/campaigns")
        #expect(answer.status == 200)
    }

    @Test("needs a key")
    func key() async throws {
        #expect(try await TestAPI().get("/user/campaigns", key: nil).status == 401)
    }

    @Test("warns about members, which it does not have")
    func warnings() async throws {
        let answer = try await TestAPI().get("/user/campaigns?page=2")
        #expect(answer.status == 200)
        #expect(answer.findings?.warnings.map(\.field) == ["page"])
        let strict = try await TestAPI(CampaignOptions(strict: true)).get("/user/campaigns?page=2")
        #expect(strict.status == 422)
        #expect(strict.body["errors"]?["page"] != nil)
    }

    @Test("is 500 without the cause if the store fails")
    func failure() async throws {
        let api = try TestAPI()
        api.store.close()
        let answer = try await api.get("/user/campaigns")
        #expect(answer.status == 500)
        #expect(answer.text == #"{"message":"Server Error"}"#)
    }

    @Test("creates a campaign with POST, as /user/campaign does")
    func plural() async throws {
        let api = try TestAPI()
        let answer = try await api.send(#"{"name":"Spring","assistant_id":127}"#, target: "/user/campaigns")
        #expect(answer.status == 201)
        #expect(answer.findings?.campaignID == 1)
        let invalid = try await api.send("{}", target: "/api/user/campaigns")
        #expect(invalid.status == 422)
        #expect(invalid.message == "The given data was invalid.")
        let other = try await api.send("{}", method: "PUT", target: "/user/campaigns")
        #expect(other.status == 405)
        #expect(other.fields[.allow] == "GET, HEAD, POST")
    }
}
