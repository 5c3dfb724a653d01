import Base
import CampaignStore
import HTTPServer
import HTTPTypes
import HTTPWire
import Logging

// The steps for every request: API key, account, rate limit, input, endpoint, rate-limit fields, findings.
extension CampaignRoutes {
    /// Runs the steps for one request.
    ///
    /// - Parameter verdict: the rate limiter's verdict if the request was counted before, so that it counts once only.
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
                    // The accounts changed after validation. The request runs again with the current accounts, so it
                    // sees the state either before or after a reset, never a mixture.
                    case .refused(.superseded): self.respond(to: request, by: endpoint, verdict: requester.verdict)
                    case .refused(.failed(let failure)):
                        .ready(self.finished(self.failed(failure), requester, warnings))
                    }
                })
        }
    }

    /// Counts the request and returns the rate limiter's verdict; `nil` if the account's plan has no rate limit.
    private func verdict(on account: Account) -> RateLimiter.Verdict? {
        account.plan.rateLimit.map {
            limiter.count(account, limit: $0, now: services.clock.now(in: account.definition.clock))
        }
    }

    private func answer(of read: @escaping @Sendable () async throws(StorageFailure) -> EndpointAnswer) async
        -> EndpointAnswer
    {
        do {
            // A read may take long and must not block the event loop, which serves other requests too.
            return try await withTaskExecutorPreference(WorkerThreads.shared) {
                () async throws(StorageFailure) in try await read()
            }
        } catch {
            // A closed connection cancels the task and with it the read, which is no failure of the store.
            if !Task.isCancelled {
                services.logger.error("The store could not be read", metadata: ["cause": "\(error.message)"])
            }
            return EndpointAnswer(Answer.serverError)
        }
    }

    private func failed(_ failure: StorageFailure) -> EndpointAnswer {
        // The store logs the cause at level error, once for all writes that failed together.
        services.logger.debug("a write failed", metadata: ["cause": "\(failure.message)"])
        return EndpointAnswer(Answer.serverError)
    }

    /// Adds the rate-limit fields, the number of warnings and the findings to the response, and logs the warnings.
    private func finished(
        _ answer: consuming EndpointAnswer, _ requester: Requester, _ warnings: [Warning] = []
    ) -> Response {
        requester.mark(&answer.response)
        if !warnings.isEmpty {
            answer.response.fields[.xMockWarnings] = String(warnings.count)
            warningLog?.add(warnings, of: requester.account.name)
        }
        answer.response.details = RequestFindings(
            account: requester.account.name, warnings: warnings, campaignID: answer.campaignID, leadID: answer.leadID,
            clock: requester.account.definition.clock, requestsInMinute: requester.refusedCount)
        return answer.response
    }
}

/// The account of a request and the rate limiter's verdict.
private struct Requester: Sendable {
    let account: Account
    /// `nil` if the account's plan has no rate limit.
    let verdict: RateLimiter.Verdict?

    /// The 429 if the account is over its rate limit, otherwise `nil`.
    var refusal: EndpointAnswer? {
        guard case .refused(let retryAfter, let resetAt, _) = verdict, let limit = account.plan.rateLimit else {
            return nil
        }
        return EndpointAnswer(Answer.tooManyAttempts(limit: limit, retryAfter: retryAfter, resetAt: resetAt))
    }

    /// Which request of its minute a refused one is; `nil` for an allowed one.
    var refusedCount: Int64? {
        if case .refused(_, _, let count) = verdict { count } else { nil }
    }

    /// Adds the rate limit and the remaining number of requests to an allowed response.
    func mark(_ response: inout Response) {
        guard case .allowed(let remaining) = verdict, let limit = account.plan.rateLimit else { return }
        response.fields[.xRateLimitLimit] = String(limit)
        response.fields[.xRateLimitRemaining] = String(remaining)
    }
}
