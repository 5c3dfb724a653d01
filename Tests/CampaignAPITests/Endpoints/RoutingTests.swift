import HTTPServer
import HTTPTypes
import JSON
import Testing

@testable import CampaignAPI

@Suite("Routes") struct RoutingTests {
    @Test(
        "are the same with and without /api",
        arguments: [
            "/api/user/campaign", "/user/campaign", "/user/campaign/", "//api//user///campaign//", "/user/c%61mpaign",
            "/%61pi/user/campaign", "/user/campaigns", "/api/user/campaigns",
        ])
    func bothBases(_ target: String) async throws {
        #expect(try await TestAPI().send(#"{"name":"x","assistant_id":127}"#, target: target).status == 201)
    }

    @Test(
        "respond to an unsupported method with the path's methods and the path as sent",
        arguments: ["GET", "PUT", "PATCH", "DELETE"], ["user/campaign", "api/user/campaign"])
    func methodNotAllowed(_ method: String, _ path: String) async throws {
        let answer = try await TestAPI().send("", method: method, target: "/" + path)
        #expect(answer.status == 405)
        #expect(answer.fields[.allow] == "POST")
        #expect(
            answer.message
                == "The \(method) method is not supported for route \(path). Supported methods: POST.")
    }

    @Test(
        "respond to an unknown path with the path as sent, with slashes merged",
        arguments: [
            ("/api/user/nothing", "api/user/nothing"), ("/user/nothing/", "user/nothing"), ("/", "/"), ("///", "/"),
            ("/api", "api"), ("/api/user/nothing?key=1", "api/user/nothing"),
            ("//api//user///nothing//", "api/user/nothing"), ("/user/no%2Fthing%20", "user/no%2Fthing%20"),
            ("/user%2Fcampaign", "user%2Fcampaign"), ("/api/_mock/health", "api/_mock/health"),
        ])
    func notFound(_ target: String, _ name: String) async throws {
        let answer = try await TestAPI().send("", method: "GET", target: target)
        #expect(answer.status == 404)
        #expect(answer.message == "The route \(name) could not be found.")
        #expect(answer.fields[.contentType] == "application/json")
    }

    @Test("allow a preflight from any origin, even for an unknown path", arguments: ["/api/user/campaign", "/nothing"])
    func preflight(_ target: String) async throws {
        let answer = try await TestAPI().send(
            "", method: "OPTIONS", target: target, key: nil,
            headers: [("Origin", "http://localhost:5173"), ("Access-Control-Request-Method", "POST")])
        #expect(answer.status == 204)
        #expect(answer.fields[.accessControlAllowOrigin] == "*")
    }

    @Test(
        "allow the header fields that a preflight asks for",
        arguments: [
            ("authorization,baggage,content-type,sentry-trace", "authorization, baggage, content-type, sentry-trace"),
            (" x-csrf-token ,\tX-Whatever-Comes", "x-csrf-token, X-Whatever-Comes"), ("traceparent", "traceparent"),
            ("x-http-method-override", "x-http-method-override"),
            ("a b, good, c;d, \"q\"", "good"), (",,", nil), (nil, nil),
        ] as [(String?, String?)])
    func preflightFields(_ row: (asked: String?, allowed: String?)) async throws {
        var headers = [("Origin", "http://localhost:5173"), ("Access-Control-Request-Method", "POST")]
        if let asked = row.asked { headers.append(("Access-Control-Request-Headers", asked)) }
        let answer = try await TestAPI().send(
            "", method: "OPTIONS", target: "/user/campaign", key: nil, headers: headers)
        #expect(answer.fields[.accessControlAllowHeaders] == row.allowed)
    }

    @Test(
        "allow the method that a preflight asks for, in addition to the path's methods",
        arguments: [
            ("POST", "POST, OPTIONS"), ("DELETE", "POST, OPTIONS, DELETE"), ("P T", "POST, OPTIONS"),
        ])
    func preflightMethod(_ row: (asked: String, allowed: String)) async throws {
        let answer = try await TestAPI().send(
            "", method: "OPTIONS", target: "/user/campaign", key: nil,
            headers: [("Origin", "http://localhost:5173"), ("Access-Control-Request-Method", row.asked)])
        #expect(answer.fields[.accessControlAllowMethods] == row.allowed)
        #expect(answer.fields[.allow] == "POST, OPTIONS")
    }

    @Test("let only listed origins read the responses, including errors")
    func listedOrigins() async throws {
        let api = try TestAPI(origins: .listed(["https://app.example"]))
        let known = try await api.send("{}", headers: [("Origin", "https://app.example")])
        #expect(known.fields[.accessControlAllowOrigin] == "https://app.example")
        #expect(known.fields[.vary] == "Origin")
        let unknown = try await api.send("{}", headers: [("Origin", "https://evil.example")])
        #expect(unknown.status == 422)
        #expect(unknown.fields[.accessControlAllowOrigin] == nil)
        #expect(unknown.fields[.vary] == "Origin")
    }
}
