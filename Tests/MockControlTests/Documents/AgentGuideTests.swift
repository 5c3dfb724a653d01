import CampaignAPI
import CampaignStore
import JSON
import MockControl
import Testing

@Suite("The guide for coding agents") struct AgentGuideTests {
    @Test("names the base URL of the request, each account with its keys, each call with its input, and each refusal")
    func contents() async throws {
        try await withMock { mock in
            let reply = try await mock.call("GET", "/_mock/llms.txt", headers: ["Host": "localhost:8080"])
            #expect(reply.status == 200)
            #expect(reply.headers["content-type"] == "text/plain; charset=utf-8")
            #expect(reply.text.hasPrefix("# campaign-mock ") && reply.text.hasSuffix("\n"))
            #expect(reply.text.contains("`http://localhost:8080/api`"))
            #expect(!reply.text.contains("\(mock.port)"))
            for account in mock.store.directory.accounts {
                #expect(reply.text.contains("- `\(account.name)`: key"))
                for key in account.apiKeys { #expect(reply.text.contains("`\(key)`")) }
            }
            let lines = Set(reply.text.split(separator: "\n").map { String($0.prefix { $0 != ":" }) })
            for path in ["openapi", "control-openapi"] {
                let document = try await mock.control("GET", "/\(path).json")
                for (path, item) in (document["paths"]?.object?.members ?? []).map({ ($0.name, $0.value) }) {
                    for (method, operation) in (item.object?.members ?? []).map({ ($0.name, $0.value) }) {
                        #expect(lines.contains("- `\(method.uppercased()) \(path)`"), "\(path)")
                        for status in (operation["responses"]?.object?.members ?? []).map(\.name)
                        where status >= "400" && document["servers"]?[0]?["url"]?.string?.hasSuffix("/api") == true {
                            #expect(lines.contains("- \(status)"))
                        }
                    }
                }
            }
            #expect(reply.text.contains("Create a campaign. Required: `name`, `assistant_id`. Optional: "))
            #expect(reply.text.contains("Query: `absent`, `account`, `method`"))
            #expect(!reply.text.contains("TOKEN"))
        }
    }

    @Test("has a first request that works as it is") func firstRequest() async throws {
        try await withMock { mock in
            let text = try await mock.call("GET", "/_mock/llms.txt").text
            let line = try #require(
                text.firstMatch(of: /curl -X POST http:\/\/127.0.0.1:(\d+)(\/\S+) -H 'Authorization: Bearer ([^']+)'/))
            let body = try #require(text.firstMatch(of: /-d '([^']+)'/))
            #expect(String(line.1) == "\(mock.port)")
            #expect(try await mock.create(String(body.1), key: String(line.3), path: String(line.2)).status == 201)
        }
    }

    @Test("lists ten accounts of many, follows their changes, and says when a token is needed")
    func accounts() async throws {
        var options = ControlPlaneConfiguration()
        options.access.token = "secret"
        try await withMock(options) { mock in
            let token = ["Authorization": "Bearer secret"]
            let first = try await mock.call("GET", "/_mock/llms.txt", headers: token)
            #expect(first.text.contains("`Authorization: Bearer TOKEN`"))
            #expect(!first.text.contains("secret"))
            let tag = try #require(first.headers["etag"])
            let known = token.merging(["If-None-Match": tag]) { $1 }
            #expect(try await mock.call("GET", "/_mock/llms.txt", headers: known).status == 304)
            for _ in 0..<10 { _ = try await mock.call("POST", "/_mock/accounts", headers: token) }
            let second = try await mock.call("GET", "/_mock/llms.txt", headers: known)
            #expect(second.status == 200)
            let count = mock.store.directory.accounts.count
            #expect(second.text.contains("- \(count - 10) more: `GET /_mock/accounts`"))
            #expect(try await mock.call("GET", "/_mock/llms.txt").status == 401)
        }
    }
}
