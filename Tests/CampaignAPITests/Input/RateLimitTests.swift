import CampaignStore
import HTTPTypes
import JSON
import Testing

@testable import CampaignAPI

@Suite("Rate limit") struct RateLimitTests {
    private func limited(to requests: Int64) async throws -> TestAPI {
        let api = try TestAPI()
        _ = try await api.store.updateAccount(named: "demo") { $0.plan.rateLimit = requests }
        return api
    }

    @Test("counts every request of the account and refuses those over the limit")
    func refuses() async throws {
        let api = try await limited(to: 2)
        let first = try await api.send(#"{"name":"x","assistant_id":127}"#)
        #expect(first.status == 201)
        #expect(first.fields[.xRateLimitLimit] == "2")
        #expect(first.fields[.xRateLimitRemaining] == "1")
        #expect(try await api.send("{}").status == 422)
        api.clock.advance(seconds: 10)
        let refused = try await api.send(#"{"name":"x","assistant_id":127}"#)
        #expect(refused.status == 429)
        #expect(refused.message == "Too Many Attempts.")
        #expect(refused.body["retry_after"]?.integer.map { String($0) } == refused.fields[.retryAfter])
        #expect(refused.fields[.retryAfter] == "50")
        #expect(refused.fields[.xRateLimitRemaining] == "0")
        #expect(refused.fields[.xRateLimitReset] == "1771840860")
    }

    @Test("starts a new window after a minute on the mock's clock")
    func window() async throws {
        let api = try await limited(to: 1)
        #expect(try await api.send("{}").status == 422)
        api.clock.advance(seconds: 59)
        #expect(try await api.send("{}").status == 429)
        api.clock.advance(seconds: 1)
        #expect(try await api.send("{}").status == 422)
    }

    @Test("starts a new window if the clock is set back or the limiter is reset")
    func restarts() async throws {
        let api = try await limited(to: 1)
        #expect(try await api.send("{}").status == 422)
        api.clock.advance(seconds: -5)
        #expect(try await api.send("{}").status == 422)
        #expect(try await api.send("{}").status == 429)
        api.limiter.reset()
        #expect(try await api.send("{}").status == 422)
    }

    @Test("is separate for each account, and adds no fields if the plan has none")
    func perAccount() async throws {
        let api = try await limited(to: 1)
        #expect(try await api.send("{}").status == 422)
        let other = try await api.send("{}", key: "other-key")
        #expect(other.status == 422)
        #expect(other.fields[.xRateLimitLimit] == nil)
    }
}
