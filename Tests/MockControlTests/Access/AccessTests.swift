import Base
import JSON
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

    /// A container platform asks from another machine, by any name and without a token.
    @Test("is granted to everyone for the health, but for no more than that, when other machines can reach the mock")
    func health() async throws {
        let short: JSONValue = ["status": "ok", "version": "1.2.3"]
        let rows: [(policy: AccessPolicy, fields: [String: String], isWhole: Bool)] = [
            (AccessPolicy(switchOff: .unprotected(host: "0.0.0.0")), [:], false),
            (AccessPolicy(switchOff: .wanted), [:], false),
            (AccessPolicy(token: "open-sesame"), [:], false),
            (AccessPolicy(token: "open-sesame"), ["Authorization": "Bearer open"], false),
            (AccessPolicy(token: "open-sesame"), ["Authorization": "Bearer open-sesame"], true),
            (AccessPolicy(), ["Host": "mock.test"], false),
            (AccessPolicy(), [:], true),
        ]
        for row in rows {
            var options = ControlPlaneConfiguration()
            options.version = "1.2.3"
            options.access = row.policy
            options.access.isReachableFromOtherMachines = true
            try await withMock(options) { mock in
                let reply = try await mock.call("GET", "/_mock/health", headers: row.fields)
                #expect(reply.status == 200)
                if row.isWhole {
                    #expect(try reply.json["database"] != nil)
                } else {
                    #expect(try reply.json == short, "\(row.policy)")
                    let length = reply.headers["content-length"]
                    let head = try await mock.call("HEAD", "/_mock/health", headers: row.fields)
                    #expect(head.status == 200 && head.headers["content-length"] == length && head.text == "")
                    let other = try await mock.call("GET", "/_mock/metrics", headers: row.fields)
                    #expect([401, 403].contains(other.status))
                }
            }
        }
    }

    @Test("is granted by the host and to the pages of the public URL") func publicURL() async throws {
        var options = ControlPlaneConfiguration()
        options.access.hosts = [URIHost("mock.test")]
        options.access.publicOrigin = WebOrigin("https://mock.test")
        try await withMock(options) { mock in
            for (origin, status) in [("https://mock.test", 200), ("http://mock.test", 200), ("https://evil.test", 403)]
            {
                let reply = try await mock.call(
                    "POST", "/_mock/reset", headers: ["Host": "mock.test", "Origin": origin])
                #expect(reply.status == status, "\(origin)")
            }
        }
    }

    @Test("is refused while the control plane is off, with a hint how to switch it on") func off() async throws {
        var options = ControlPlaneConfiguration()
        options.access.switchOff = .unprotected(host: "0.0.0.0")
        try await withMock(options) { mock in
            let refused = try await mock.call("GET", "/_mock/state")
            #expect(refused.status == 403)
            #expect(refused.message?.contains("--control-token") == true)
            let created = try await mock.create()
            #expect(created.status == 201)
        }
    }
}
