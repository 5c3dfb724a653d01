import Base
import CampaignStore
import HTTPServer
import HTTPTypes
import HTTPWire
import Logging

// What happens to every request: key, account, rate limit, input, endpoint, rate-limit fields, what was learned.
extension CampaignRoutes {
    /// - Parameter verdict: what the limiter has said of this request already; it counts once.
    func respond(to request: Request, by endpoint: any Endpoint, verdict: RateLimiter.Verdict? = nil) -> Reply {
        let directory = services.store.directory
        guard let account = Authentication.account(of: request, in: directory) else {
            return .ready(Answer.unauthenticated)
        }
        let requester = Requester(account: account, verdict: verdict ?? self.verdict(on: account))
        if let refusal = requester.refusal { return .ready(finished(refusal, requester)) }
        let input: Input
        do {
            input = try Input(of: request, memberNames: endpoint.memberNames)
        } catch {
            return .ready(finished(EndpointAnswer(error.response), requester))
        }
        let context = EndpointContext(
            request: request, account: account, directory: directory, input: input, services: services)
        switch endpoint.outcome(of: context) {
        case .answered(let answer, let warnings): return .ready(finished(answer, requester, warnings))
        case .reading(let read, let warnings):
            return .pending { self.finished(await self.answer(of: read), requester, warnings) }
        case .writing(let decision, let warnings):
            return .promised(
                decision.map { decision in
                    switch decision {
                    case .answered(let answer): .ready(self.finished(answer, requester, warnings))
                    // Looked at anew, so that it sees all of before a reset or all of after.
                    case .refused(.superseded): self.respond(to: request, by: endpoint, verdict: requester.verdict)
                    case .refused(.failed(let failure)):
                        .ready(self.finished(self.failed(failure), requester, warnings))
                    }
                })
        }
    }

    /// Whether the account has asked too often; `nil` when its plan sets no limit.
    private func verdict(on account: Account) -> RateLimiter.Verdict? {
        account.plan.rateLimit.map { limiter.count(account, limit: $0, now: services.clock.now) }
    }

    private func answer(of read: @escaping @Sendable () async throws(StorageFailure) -> EndpointAnswer) async
        -> EndpointAnswer
    {
        do {
            // A read may take long, and other requests wait for the event loop.
            return try await withTaskExecutorPreference(globalConcurrentExecutor) {
                () async throws(StorageFailure) in try await read()
            }
        } catch {
            // A client that has gone has cancelled the task, and with it what the store was asked for.
            if !Task.isCancelled {
                services.logger.error("The store could not be read", metadata: ["cause": "\(error.message)"])
            }
            return EndpointAnswer(Answer.serverError)
        }
    }

    private func failed(_ failure: StorageFailure) -> EndpointAnswer {
        // The store has said so at level error, once for all that failed together.
        services.logger.debug("a write failed", metadata: ["cause": "\(failure.message)"])
        return EndpointAnswer(Answer.serverError)
    }

    /// The answer with the fields that all have, and with what was learned about the request.
    private func finished(
        _ answer: consuming EndpointAnswer, _ requester: Requester, _ warnings: [Warning] = []
    ) -> Response {
        requester.mark(&answer.response)
        if !warnings.isEmpty {
            answer.response.fields[.xMockWarnings] = String(warnings.count)
            warningLog?.add(warnings, of: requester.account.name)
        }
        answer.response.details = RequestFindings(
            account: requester.account.name, warnings: warnings, campaignID: answer.campaignID)
        return answer.response
    }
}

/// Whose request it is, and what the rate limiter has said of it.
private struct Requester: Sendable {
    let account: Account
    /// `nil` when the account's plan sets no limit.
    let verdict: RateLimiter.Verdict?

    /// The 429 of an account that has asked too often.
    var refusal: EndpointAnswer? {
        guard case .refused(let retryAfter, let resetAt) = verdict, let limit = account.plan.rateLimit else {
            return nil
        }
        return EndpointAnswer(Answer.tooManyAttempts(limit: limit, retryAfter: retryAfter, resetAt: resetAt))
    }

    /// Says how many requests the account's plan still allows.
    func mark(_ response: inout Response) {
        guard case .allowed(let remaining) = verdict, let limit = account.plan.rateLimit else { return }
        response.fields[.xRateLimitLimit] = String(limit)
        response.fields[.xRateLimitRemaining] = String(remaining)
    }
}
