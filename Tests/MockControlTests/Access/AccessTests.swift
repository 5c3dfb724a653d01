import Base
import MockControl
import Testing

@Suite("Access to the control plane") struct AccessTests {
    @Test("is refused for a foreign host, which the API still serves") func rebinding() async throws {
        try await withMock { mock in
            let refused = try await mock.call("POST", "/_mock/reset", headers: ["Host": "evil.test:7357"])
            #expect(refused.status == 403)
            #expect(refused.message?.contains("--control-host evil.test") == true)
            let absolute = try await mock.call("GET", "http://evil.test/_mock/state")
            #expect(absolute.status == 403)
            let api = try await mock.create(headers: ["Host": "evil.test:7357"])
            #expect(api.status == 201)
        }
    }

    @Test("is refused to pages of other origins, also in a preflight") func crossOrigin() async throws {
        try await withMock { mock in
            for method in ["POST", "OPTIONS"] {
                let refused = try await mock.call(
                    method, "/_mock/reset",
                    headers: ["Origin": "https://evil.test", "Access-Control-Request-Method": "POST"])
                #expect(refused.status == 403)
                #expect(refused.headers["access-control-allow-origin"] == nil)
            }
            let image = try await mock.call("GET", "/_mock/state", headers: ["Sec-Fetch-Site": "cross-site"])
            #expect(image.status == 403)
            let own = try await mock.call(
                "POST", "/_mock/reset", headers: ["Origin": "http://127.0.0.1:\(mock.port)"])
            #expect(own.status == 200)
        }
    }

    @Test("is granted to a listed origin with CORS fields") func listedOrigin() async throws {
        var options = ControlPlaneConfiguration()
        options.access.origins = [try #require(WebOrigin("http://localhost:5173"))]
        try await withMock(options) { mock in
            let origin = ["Origin": "http://localhost:5173"]
            let preflight = try await mock.call(
                "OPTIONS", "/_mock/accounts/demo",
                headers: origin.merging([
                    "Access-Control-Request-Method": "PATCH", "Access-Control-Request-Private-Network": "true",
                    "Access-Control-Request-Headers": "authorization,baggage",
                ]) { $1 })
            #expect(preflight.status == 204)
            #expect(preflight.headers["access-control-allow-origin"] == "http://localhost:5173")
            #expect(preflight.headers["access-control-allow-methods"] == "GET, PATCH, DELETE, OPTIONS")
            #expect(preflight.headers["access-control-allow-private-network"] == "true")
            #expect(preflight.headers["access-control-allow-headers"] == "authorization, baggage")
            #expect(preflight.headers["vary"] == "Origin")
            for path in ["/_mock/health", "/_mock/accounts/missing"] {
                let reply = try await mock.call("GET", path, headers: origin)
                #expect(reply.headers["access-control-allow-origin"] == "http://localhost:5173")
            }
        }
    }

    @Test("requires the token, except in a preflight") func token() async throws {
        var options = ControlPlaneConfiguration()
        options.access.token = "open-sesame"
        options.access.origins = [try #require(WebOrigin("http://localhost:5173"))]
        try await withMock(options) { mock in
            let refused = try await mock.call("POST", "/_mock/reset")
            #expect(refused.status == 401)
            #expect(refused.headers["www-authenticate"] == "Bearer")
            let guessed = try await mock.call("POST", "/_mock/reset", headers: ["Authorization": "Bearer open"])
            #expect(guessed.status == 401)
            let admitted = try await mock.call(
                "POST", "/_mock/reset", headers: ["Authorization": "Bearer open-sesame"])
            #expect(admitted.status == 200)
            let preflight = try await mock.call(
                "OPTIONS", "/_mock/reset", headers: ["Origin": "http://localhost:5173"])
            #expect(preflight.status == 204)
        }
    }

    @Test("is refused while the control plane is off, with a hint how to switch it on") func off() async throws {
        var options = ControlPlaneConfiguration()
        options.access.switchOff = .unprotected(host: "0.0.0.0")
        try await withMock(options) { mock in
            let refused = try await mock.call("GET", "/_mock/health")
            #expect(refused.status == 403)
            #expect(refused.message?.contains("--control-token") == true)
            let created = try await mock.create()
            #expect(created.status == 201)
        }
    }
}
