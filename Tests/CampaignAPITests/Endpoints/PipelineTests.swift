import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Testing

@testable import CampaignAPI

@Suite("Pipeline") struct PipelineTests {
    /// Responds with its input, immediately or as a read.
    private struct Echo: Endpoint {
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
