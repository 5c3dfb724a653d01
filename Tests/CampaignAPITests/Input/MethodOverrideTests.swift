import HTTPServer
import HTTPTypes
import JSON
import Testing

@testable import CampaignAPI

@Suite("Method override (life.md §1)") struct MethodOverrideTests {
    /// Responds with its method and members.
    private struct Echo: TestEndpoint {
        func outcome(of context: EndpointContext) -> EndpointOutcome {
            .answered(
                EndpointAnswer(
                    Answer.json(
                        .ok,
                        [
                            "method": .string(context.request.method.rawValue),
                            "members": .object(context.input.members),
                        ])), warnings: context.input.warnings)
        }
    }

    private func api() throws -> TestAPI {
        try TestAPI(
            adding: ["GET", "POST", "PUT", "PATCH", "DELETE"].compactMap { HTTPRequest.Method($0) }.map {
                EndpointRoute($0, "/user/echo", Echo())
            })
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var body = ""
        var contentType: String? = "application/json"
        var query = ""
        var header: String?
        let method: String
        let members: String
    }

    private static let form = "application/x-www-form-urlencoded"

    @Test(
        "decides how a POST is handled",
        arguments: [
            Row(
                testDescription: "by the header", body: #"{"a":1}"#, header: "PUT", method: "PUT", members: #"{"a":1}"#),
            Row(testDescription: "in any case", header: "dElete", method: "DELETE", members: "{}"),
            Row(
                testDescription: "by a member", body: #"{"a":1,"_method":"PATCH"}"#, method: "PATCH",
                members: #"{"a":1}"#),
            Row(
                testDescription: "by a member in lower case", body: #"{"_method":"put"}"#, method: "PUT", members: "{}"),
            Row(
                testDescription: "by the last of repeated members", body: #"{"_method":"put","_method":"patch"}"#,
                method: "PATCH", members: "{}"),
            Row(testDescription: "by an escaped name", body: #"{"\u005Fmethod":"PUT"}"#, method: "PUT", members: "{}"),
            Row(
                testDescription: "by another escaped name", body: #"{"_\u006dethod":"PUT"}"#, method: "PUT",
                members: "{}"),
            Row(
                testDescription: "with a parameter of the type", body: #"{"_method":"PUT"}"#,
                contentType: "application/json; charset=utf-8", method: "PUT", members: "{}"),
            Row(
                testDescription: "by a form", body: "a=1&_method=PUT", contentType: form, method: "PUT",
                members: #"{"a":"1"}"#),
            Row(
                testDescription: "by a form with a dot", body: ".method=PUT", contentType: form, method: "PUT",
                members: "{}"),
            Row(
                testDescription: "by a multipart form",
                body: "--b\nContent-Disposition: form-data; name=_method\n\nPUT\n--b--",
                contentType: "multipart/form-data; boundary=b", method: "PUT", members: "{}"),
            Row(testDescription: "by the query", query: "?_method=PUT&a=1", method: "PUT", members: #"{"a":"1"}"#),
            Row(
                testDescription: "by the query beside a body", body: #"{"a":1}"#, query: "?_method=PUT", method: "PUT",
                members: #"{"a":1}"#),
            Row(
                testDescription: "by the query beside a body that cannot be read", body: "{", contentType: "text/plain",
                query: "?_method=PUT", method: "PUT", members: "415"),
            Row(
                testDescription: "by the header before a member", body: #"{"_method":"DELETE"}"#, header: "PUT",
                method: "PUT", members: "{}"),
            Row(
                testDescription: "by a member beside an empty header", body: #"{"_method":"DELETE"}"#, header: "",
                method: "DELETE", members: "{}"),
            Row(
                testDescription: "by the body before the query", body: #"{"_method":"DELETE"}"#, query: "?_method=PUT",
                method: "DELETE", members: "{}"),
        ])
    func overridden(_ row: Row) async throws {
        let answer = try await send(row)
        if row.members == "415" {
            #expect(answer.status == 415)
            return
        }
        #expect(answer.body["method"] == .string(row.method))
        #expect(answer.body["members"]?.encoded() == Array(row.members.utf8))
        #expect(answer.findings?.warnings.map(\.field) == ["_method"])
        #expect(answer.findings?.warnings.first?.message.contains(row.method) == true)
    }

    @Test(
        "changes nothing with another value",
        arguments: [
            Row(testDescription: "GET", body: #"{"_method":"GET"}"#, method: "POST", members: #"{"_method":"GET"}"#),
            Row(
                testDescription: "blanks", body: #"{"_method":" PUT "}"#, method: "POST",
                members: #"{"_method":" PUT "}"#),
            Row(
                testDescription: "null, which hides the query's", body: #"{"_method":null}"#, query: "?_method=PUT",
                method: "POST", members: #"{"_method":null}"#),
            Row(
                testDescription: "a list", body: #"{"_method":["PUT"]}"#, method: "POST",
                members: #"{"_method":["PUT"]}"#),
            Row(
                testDescription: "an inner member", body: #"{"a":{"_method":"PUT"}}"#, method: "POST",
                members: #"{"a":{"_method":"PUT"}}"#),
            Row(
                testDescription: "a value of that name", body: #"{"a":"_method"}"#, method: "POST",
                members: #"{"a":"_method"}"#),
            Row(
                testDescription: "another case of the name", body: #"{"_Method":"PUT"}"#, method: "POST",
                members: #"{"_Method":"PUT"}"#),
            Row(
                testDescription: "a header of another value, which hides the member", body: #"{"_method":"PUT"}"#,
                header: "HEAD", method: "POST", members: #"{"_method":"PUT"}"#),
            Row(
                testDescription: "a list in the query", query: "?_method[]=PUT", method: "POST",
                members: #"{"_method":["PUT"]}"#),
        ])
    func unchanged(_ row: Row) async throws {
        let answer = try await send(row)
        #expect(answer.body["method"] == "POST")
        #expect(answer.body["members"]?.encoded() == Array(row.members.utf8))
        #expect(answer.findings?.warnings.isEmpty == true)
    }

    private func send(_ row: Row) async throws -> Answered {
        try await api().send(
            row.body, target: "/user/echo" + row.query, contentType: row.contentType,
            headers: row.header.map { [("X-HTTP-Method-Override", $0)] } ?? [])
    }

    @Test("finds the member wherever it is in a JSON body")
    func everyPlace() async throws {
        let api = try api()
        // More than the 32 bytes that the search compares at once.
        for padding in 0..<140 {
            for name in ["_method", #"\u005fmethod"#] {
                let body = #"{"\#(String(repeating: "p", count: padding))":"\"","\#(name)":"PUT"}"#
                #expect(try await api.send(body, target: "/user/echo").body["method"] == "PUT")
                let last = #"{"\#(name)":"PUT"\#(String(repeating: " ", count: padding))}"#
                #expect(try await api.send(last, target: "/user/echo").body["method"] == "PUT")
            }
        }
    }

    @Test("applies to POST only", arguments: ["GET", "PUT", "DELETE"])
    func onlyPost(_ method: String) async throws {
        let answer = try await api().send(
            #"{"_method":"PATCH"}"#, method: method, target: "/user/echo",
            headers: [("X-HTTP-Method-Override", "PATCH")])
        #expect(answer.body["method"] == .string(method))
        #expect(answer.body["members"] == ["_method": "PATCH"])
    }

    @Test("is known in a 405, before the key, with the warning")
    func methodNotAllowed() async throws {
        let answer = try await TestAPI().send(
            "_method=delete", target: "/api/user/campaign", key: nil, contentType: Self.form)
        #expect(answer.status == 405)
        #expect(answer.fields[.allow] == "POST")
        #expect(
            answer.message
                == "The DELETE method is not supported for route api/user/campaign. Supported methods: POST.")
        #expect(answer.fields[.xMockWarnings] == "1")
        #expect(answer.findings?.warnings.map(\.field) == ["_method"])
    }

    @Test("is nothing for a body that cannot be read", arguments: [#"{"_method":"PUT""#, "[]", "\"_method"])
    func unreadable(_ body: String) async throws {
        #expect(try await TestAPI().send(body).status == 400)
        #expect(try await TestAPI().send(body, key: nil).status == 401)
    }

    @Test("is an unknown member of a create if it changes nothing")
    func unknownMember() async throws {
        let answer = try await TestAPI().send(#"{"name":"x","assistant_id":127,"_method":"POST"}"#)
        #expect(answer.status == 201)
        #expect(answer.findings?.warnings.map(\.field) == ["_method"])
        #expect(answer.findings?.warnings.first?.message == "The _method field is unknown.")
    }
}
