import CampaignStore
import HTTPTypes
import JSON
import Testing

@testable import CampaignAPI

@Suite("Input of every endpoint (life.md §1)") struct InputTests {
    /// Responds with the members of its input and the number of those that the body has.
    private struct Echo: TestEndpoint {
        func outcome(of context: EndpointContext) -> EndpointOutcome {
            .answered(
                EndpointAnswer(
                    Answer.json(
                        .ok,
                        [
                            "members": .object(context.input.members),
                            "body": .integer(Int64(context.input.bodyMemberCount)),
                        ])), warnings: context.input.warnings)
        }
    }

    private func api() throws -> TestAPI {
        try TestAPI(
            adding: ["GET", "POST", "PUT", "DELETE"].compactMap { HTTPRequest.Method($0) }.map {
                EndpointRoute($0, "/user/echo", Echo())
            })
    }

    private static let form = "application/x-www-form-urlencoded"

    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription, body: String
        let contentType: String?
        let query, members: String
        let bodyMembers: Int64

        init(
            _ description: String, _ body: String, _ contentType: String?, query: String = "", _ members: String,
            _ bodyMembers: Int64
        ) {
            testDescription = description
            self.body = body
            self.contentType = contentType
            self.query = query
            self.members = members
            self.bodyMembers = bodyMembers
        }
    }

    @Test(
        "is the body's members, then the query's",
        arguments: [
            Row("JSON", #"{"a":1}"#, "application/json", #"{"a":1}"#, 1),
            Row("a form", "a=1&b[]=2", form, #"{"a":"1","b":["2"]}"#, 2),
            Row(
                "a form with parameters and in capitals", "a=1", "Application/X-WWW-Form-URLencoded; charset=utf-8",
                #"{"a":"1"}"#, 1),
            Row(
                "a multipart form", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--",
                "multipart/form-data; boundary=b", #"{"a":"1"}"#, 1),
            Row("a query without a body", "", nil, query: "?a=1&b[c]=2", #"{"a":"1","b":{"c":"2"}}"#, 0),
            Row("an empty query", #"{"a":1}"#, "application/json", query: "?", #"{"a":1}"#, 1),
            Row("both", #"{"b":1}"#, "application/json", query: "?a=2", #"{"b":1,"a":"2"}"#, 1),
            Row("a form and a query", "b=1", form, query: "?a=2&b=3", #"{"b":"1","a":"2"}"#, 1),
            Row("null hides", #"{"a":null}"#, "application/json", query: "?a=2", #"{"a":null}"#, 1),
            Row("an empty string hides", #"{"a":""}"#, "application/json", query: "?a=2", #"{"a":""}"#, 1),
            Row("a list hides the whole", #"{"a":[1]}"#, "application/json", query: "?a[5]=2&a[b]=3", #"{"a":[1]}"#, 1),
            Row("an escaped name hides", #"{"\u0061":1}"#, "application/json", query: "?%61=2", #"{"a":1}"#, 1),
            Row("another case does not hide", #"{"A":1}"#, "application/json", query: "?a=2", #"{"A":1,"a":"2"}"#, 1),
            Row("repeated members of JSON", #"{"a":1,"a":2}"#, "application/json", query: "?a=3", #"{"a":1,"a":2}"#, 2),
            Row("no body, whatever its type", "", "text/plain", query: "?a=1", #"{"a":"1"}"#, 0),
            Row("no multipart body", "", "multipart/form-data", #"{}"#, 0),
        ], ["GET", "POST", "PUT", "DELETE"])
    func merged(_ row: Row, _ method: String) async throws {
        let answer = try await api().send(
            row.body, method: method, target: "/user/echo" + row.query, contentType: row.contentType)
        #expect(answer.status == 200)
        #expect(answer.body["members"]?.encoded() == Array(row.members.utf8))
        #expect(answer.body["body"] == .integer(row.bodyMembers))
        #expect(answer.findings?.warnings.isEmpty == true)
    }

    @Test(
        "is refused with 400 if it is not UTF-8",
        arguments: [("a=%FF", form, ""), ("", nil, "?a=%FF"), ("{}", "application/json", "?a%FF=1")]
            as [(String, String?, String)])
    func notUTF8(_ row: (body: String, contentType: String?, query: String)) async throws {
        let answer = try await api().send(
            row.body, target: "/user/echo" + row.query, contentType: row.contentType)
        #expect(answer.status == 400)
        #expect(answer.message?.contains("not UTF-8") == true)
    }

    @Test("of a multipart form without a boundary is nothing, with a warning")
    func noBoundary() async throws {
        let answer = try await api().send("--b", target: "/user/echo", contentType: "multipart/form-data")
        #expect(answer.body["members"] == [:])
        #expect(answer.findings?.warnings.map(\.field) == ["Content-Type"])
    }

    @Test("is a campaign's, from a form, a multipart form, a query or several of them")
    func create() async throws {
        let api = try TestAPI()
        let multipart = ["name\"\r\n\r\nSpring", "assistant_id\"\r\n\r\n127", "allowed_days[a]\"\r\n\r\nmonday"]
            .map { "--b\r\nContent-Disposition: form-data; name=\"\($0)\r\n" }.joined()
        let requests: [(body: String, contentType: String?, query: String)] = [
            ("name=Spring&assistant_id=127&allowed_days[a]=monday", Self.form, ""),
            (multipart + "--b--\r\n", "multipart/form-data; boundary=b", ""),
            ("", nil, "?name=Spring&assistant_id=127&allowed_days[]=monday"),
            (#"{"name":"Spring"}"#, "application/json", "?assistant_id=127&name=hidden&allowed_days%5B7%5D=monday"),
        ]
        for (index, request) in requests.enumerated() {
            let answer = try await api.send(
                request.body, target: "/user/campaign" + request.query, contentType: request.contentType)
            #expect(answer.status == 201)
            #expect(answer.body["data"]?["name"] == "Spring")
            #expect(answer.body["data"]?["allowed_days"] == ["monday"])
            #expect(answer.findings?.warnings.isEmpty == true)
            let campaign = try #require(try await api.store.campaign(id: Int64(index + 1)))
            #expect(campaign.parameters.allowedDays == ["monday"])
            #expect(campaign.parameters.assistantID == 127)
        }
    }

    @Test("has errors of elements under their names")
    func elementNames() async throws {
        let answer = try await TestAPI().send(
            "name=x&assistant_id=127&allowed_days[a]=Monday&allowed_days[b]=friday&phone_number_ids[7]=x",
            contentType: Self.form)
        #expect(answer.status == 422)
        #expect(
            answer.body["errors"] == [
                "allowed_days.a": ["The selected allowed_days.a is invalid."],
                "phone_number_ids.7": ["The phone_number_ids.7 field must be an integer."],
            ])
    }
}
