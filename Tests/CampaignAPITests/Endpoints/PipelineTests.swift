import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Testing

@testable import CampaignAPI

@Suite("Pipeline") struct PipelineTests {
    /// Responds with its input, immediately or as a read.
    private struct Echo: TestEndpoint {
        var waits = false
        var failure: StorageFailure?

        func outcome(of context: EndpointContext) -> EndpointOutcome {
            let warnings = [Warning(field: "echo", message: "The echo field is odd.")]
            let answer = EndpointAnswer(
                Answer.json(
                    .ok,
                    [
                        "account": .string(context.account.name), "now": .integer(context.now),
                        "parameter": context.pathParameters["word"].map { .string($0) } ?? .null,
                        "members": .object(context.input.members),
                    ]), campaignID: 7, leadID: 8)
            guard waits else { return .answered(answer, warnings: warnings) }
            return .reading(
                { [failure] () async throws(StorageFailure) in
                    if let failure { throw failure }
                    return answer
                }, warnings: warnings)
        }
    }

    private func api(_ endpoint: any Endpoint, rateLimit: Int64? = nil) async throws -> TestAPI {
        let api = try TestAPI(adding: [EndpointRoute(.put, "/user/echo/{word}", endpoint)])
        _ = try await api.store.updateAccount(named: "demo") { $0.plan.rateLimit = rateLimit }
        return api
    }

    @Test(
        "gives the endpoint account, input, path and time, and adds the shared fields to its response",
        arguments: [false, true])
    func context(_ waits: Bool) async throws {
        let api = try await api(Echo(waits: waits), rateLimit: 3)
        for (count, base) in ["", "/api"].enumerated() {
            let answer = try await api.send(#"{"a":[1]}"#, method: "PUT", target: base + "/user/echo/a%20b")
            #expect(answer.status == 200)
            #expect(
                answer.body == ["account": "demo", "now": 1_771_840_800, "parameter": "a b", "members": ["a": [1]]])
            #expect(answer.fields[.xRateLimitLimit] == "3")
            #expect(answer.fields[.xRateLimitRemaining] == String(2 - count))
            #expect(answer.fields[.xMockWarnings] == "1")
            #expect(answer.findings?.account == "demo")
            #expect(answer.findings?.warnings.map(\.field) == ["echo"])
            #expect(answer.findings?.campaignID == 7)
            #expect(answer.findings?.leadID == 8)
        }
    }

    /// Responds with the id in the path.
    private struct PathID: TestEndpoint {
        func outcome(of context: EndpointContext) -> EndpointOutcome {
            .answered(
                EndpointAnswer(Answer.json(.ok, ["id": context.pathID.map { .integer($0) } ?? .null])))
        }
    }

    @Test(
        "gives the endpoint the id in the path, which is a positive number (life.md §1)",
        arguments: [
            ("1", 1), ("9223372036854775807", .max), ("%31%30", 10), ("9223372036854775808", nil),
            (String(repeating: "9", count: 4_000), nil),
        ] as [(String, Int64?)])
    func pathID(_ text: String, _ id: Int64?) async throws {
        let api = try TestAPI(adding: [EndpointRoute(.delete, "/user/echo/{id}", PathID())])
        let answer = try await api.send("", method: "DELETE", target: "/api/user/echo/\(text)")
        #expect(answer.body == ["id": id.map { .integer($0) } ?? .null])
    }

    @Test(
        "answers another text in place of an id like an unknown path, before the key (life.md §1)",
        arguments: [
            "0", "01", "-1", "+1", "1.0", "1e3", "x", "%00", "1%00", "%D9%A1", "1%2F2", "%20", "1;2", "0x1",
            "9223372036854775808x",
        ])
    func noPathID(_ text: String) async throws {
        let api = try TestAPI(adding: [EndpointRoute(.delete, "/user/echo/{id}", PathID())])
        for method in ["DELETE", "GET"] {
            let answer = try await api.send("", method: method, target: "/api/user/echo/\(text)", key: nil)
            #expect(answer.status == 404)
            #expect(answer.message == "The route api/user/echo/\(text) could not be found.")
        }
    }

    @Test("checks API key, rate limit and input before it calls the endpoint")
    func order() async throws {
        let api = try await api(Echo(), rateLimit: 1)
        let target = "/user/echo/x"
        #expect(try await api.send("{", method: "PUT", target: target, key: nil).status == 401)
        let malformed = try await api.send("{", method: "PUT", target: target)
        #expect(malformed.status == 400)
        #expect(malformed.fields[.xRateLimitRemaining] == "0")
        #expect(malformed.findings?.account == "demo")
        #expect(try await api.send("{", method: "PUT", target: target).status == 429)
    }

    @Test("responds with 500, without the cause and with the warnings, if a read fails")
    func failedRead() async throws {
        let answer = try await api(Echo(waits: true, failure: .full))
            .send("{}", method: "PUT", target: "/user/echo/x")
        #expect(answer.status == 500)
        #expect(answer.body == ["message": "Server Error"])
        #expect(answer.fields[.xMockWarnings] == "1")
    }

    @Test("runs a write again if its account has changed meanwhile, and counts the request once against the rate limit")
    func superseded() async throws {
        let api = try await api(Echo(), rateLimit: 2)
        let reply = try api.reply(#"{"name":"x","assistant_id":127,"max_calls_in_parallel":5}"#)
        _ = try await api.store.updateAccount(named: "demo") { $0.plan.maximumCallsInParallel = 4 }
        while api.store.commit(loop: 0) {}
        let answer = try Answered(await reply.response)
        #expect(answer.status == 422)
        #expect(answer.fields[.xRateLimitRemaining] == "1")
    }
}
