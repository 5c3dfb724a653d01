import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire
import JSON

/// The response that a fault sends: one of the platform's own, or any other.
enum FaultAnswer: Sendable {
    case readyMade(ReadyMade)
    case explicit(HTTPResponse.Status, HTTPFields, [UInt8])

    /// The platform's own error responses, by the names that a fault's effect uses.
    enum ReadyMade: String, Sendable, CaseIterable {
        case unauthenticated
        case planLimit = "plan_limit"
        case assistantNotFound = "assistant_not_found"
        case validation
        case rateLimited = "rate_limited"
        case serverError = "server_error"
        case maintenance
    }

    /// - Parameter now: Unix seconds of the mock's clock.
    func response(now: Int64) -> Response {
        switch self {
        case .readyMade(let answer): answer.response(now: now)
        case .explicit(let status, let fields, let body): Response(status: status, fields: fields, bytes: body)
        }
    }
}

extension FaultAnswer.ReadyMade {
    /// The framework's default rate limit, in requests a window. A fault does not know the account's plan.
    private static let usualLimit: Int64 = 60
    private static let windowSeconds: Int64 = 60

    func response(now: Int64) -> Response {
        switch self {
        case .unauthenticated: Answer.unauthenticated
        case .planLimit: Answer.planLimitReached
        case .assistantNotFound: Answer.assistantNotFound
        case .validation:
            Answer.json(
                .unprocessableContent,
                [
                    "message": "The given data was invalid.",
                    "errors": ["name": ["The name field is required."]],
                ])
        case .rateLimited:
            Answer.tooManyAttempts(
                limit: Self.usualLimit, retryAfter: Self.windowSeconds, resetAt: now + Self.windowSeconds)
        case .serverError: Answer.serverError
        case .maintenance: Answer.maintenance
        }
    }

    /// The platform's own response with this status; `nil` when it has none.
    init?(status: Int) {
        switch status {
        case 401: self = .unauthenticated
        case 403: self = .planLimit
        case 404: self = .assistantNotFound
        case 422: self = .validation
        case 429: self = .rateLimited
        case 500: self = .serverError
        case 503: self = .maintenance
        default: return nil
        }
    }
}

extension Preference {
    /// The response with the preferred status: the platform's own, else a message with the status' reason phrase.
    ///
    /// - Parameter now: Unix seconds of the mock's clock.
    /// - Returns: `nil` when the request prefers no status.
    func answer(now: Int64) -> Response? {
        guard let code else { return nil }
        if let readyMade = FaultAnswer.ReadyMade(status: code) { return readyMade.response(now: now) }
        let status = HTTPResponse.Status(code: code)
        return Answer.message(status, status.registeredReason ?? "Error \(code)")
    }
}
