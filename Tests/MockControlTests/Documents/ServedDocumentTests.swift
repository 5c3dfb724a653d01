import CampaignAPI
import CampaignStore
import JSON
import Testing

@testable import MockControl

@Suite("Served documents") struct ServedDocumentTests {
    private static let paths = ["/_mock/openapi.json", "/_mock/control-openapi.json", "/_mock/seed.schema.json"]

    @Test("name the server by the host of the request, the platform's with the base path", arguments: paths.dropLast())
    func servers(_ path: String) async throws {
        try await withMock { mock in
            let base = path == Self.paths[0] ? "/api" : ""
            for (host, url) in [
                ("LocalHost:8080", "http://localhost:8080"), ("127.0.0.1:80", "http://127.0.0.1"),
                ("[::1]:7357", "http://[::1]:7357"),
            ] {
                let document = try await mock.call("GET", path, headers: ["Host": host]).json
                #expect(document["servers"]?[0]?["url"] == .string(url + base), "\(host)")
                #expect(document["servers"]?.array?.count == 1)
            }
        }
    }

    @Test("have a tag, by which a client need not read them again", arguments: paths)
    func tag(_ path: String) async throws {
        try await withMock { mock in
            let first = try await mock.call("GET", path)
            #expect(first.status == 200)
            #expect(first.headers["content-type"] == "application/json")
            let tag = try #require(first.headers["etag"])
            let again = try await mock.call("GET", path, headers: ["If-None-Match": tag])
            #expect(again.status == 304)
            #expect(again.body.isEmpty)
            let other = try await mock.call("GET", path, headers: ["If-None-Match": tag, "Host": "localhost:1"])
            #expect(other.status == 200)
            #expect(other.headers["etag"] != tag)
        }
    }

    @Test("are readable by the pages of any origin; other calls are not", arguments: paths)
    func origins(_ path: String) async throws {
        try await withMock { mock in
            let foreign = ["Origin": "https://app.example", "Sec-Fetch-Site": "cross-site"]
            let reply = try await mock.call("GET", path, headers: foreign)
            #expect(reply.status == 200)
            #expect(reply.headers["access-control-allow-origin"] == "*")
            #expect(reply.headers["access-control-expose-headers"] == "ETag")
            let asked = foreign.merging(
                ["Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"]
            ) { $1 }
            let preflight = try await mock.call("OPTIONS", path, headers: asked)
            #expect(preflight.status == 204)
            #expect(preflight.headers["access-control-allow-origin"] == "*")
            #expect(preflight.headers["access-control-allow-headers"] == "if-none-match")
            let health = try await mock.call("GET", "/_mock/health", headers: foreign)
            #expect(health.status == 403)
            #expect(health.headers["access-control-allow-origin"] == nil)
        }
    }

    @Test("are behind the gate of the control plane: host and token", arguments: paths)
    func gate(_ path: String) async throws {
        var options = ControlPlaneConfiguration()
        options.access.token = "secret"
        try await withMock(options) { mock in
            let key = ["Authorization": "Bearer secret"]
            for (headers, status) in [([:], 401), (key, 200), (key.merging(["Host": "evil.example"]) { $1 }, 403)] {
                let reply = try await mock.call("GET", path, headers: headers)
                #expect(reply.status == status)
            }
        }
    }

    @Test("say what the options change: other members, and the list of leads") func options() async throws {
        for strict in [false, true] {
            try await withMock(api: .init(strict: strict, leadList: strict ? .bare : .pages)) { mock in
                let document = try await mock.call("GET", Self.paths[0]).json
                let body = document["components"]?["schemas"]?["NewLead"]
                #expect(body?["additionalProperties"] == .bool(!strict))
                let leads = document["paths"]?["/user/leads"]?["get"]?["responses"]?["200"]?["content"]
                let schema = leads?["application/json"]?["schema"]
                #expect((schema?["type"] == "array") == strict)
            }
        }
    }
}
