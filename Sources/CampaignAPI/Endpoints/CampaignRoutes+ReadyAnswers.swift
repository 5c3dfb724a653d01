package import HTTPServer
import HTTPTypes
import JSON
import Validation

/// The 422 of an endpoint that a fault or a `Prefer` field shows.
struct InvalidInput: Sendable {
    let errors: ValidationErrors
    /// The `message` in the documentation of the endpoint; `nil` if the documentation shows none.
    let documented: String?

    init(_ errors: ValidationErrors, documented: String? = nil) {
        self.errors = errors
        self.documented = documented
    }

    /// An example for a request whose endpoint has none.
    static let missingName: InvalidInput = {
        var errors = ValidationErrors()
        errors.add("name", "The name field is required.")
        return InvalidInput(errors)
    }()
}

// The responses of faults and `Prefer` fields. Most depend on the endpoint that would have handled the request.
extension CampaignRoutes {
    /// The framework's default rate limit, in requests a window. A fault does not know the account's plan.
    private static let usualLimit: Int64 = 60
    private static let windowSeconds: Int64 = 60

    /// Returns the first refusal with a status among those of the request's endpoint and those of all endpoints.
    ///
    /// - Returns: `nil` if there is none.
    package func readyAnswer(status: Int, to request: Request) -> ReadyAnswer? {
        let own = endpoint(of: request)?.refusals ?? ReadyAnswer.ofCreate
        // A request without valid input is refused before the endpoint's own checks.
        return (ReadyAnswer.common + own).first { $0.status == status }
    }

    /// Returns the refusal of that name, as the request's endpoint writes it.
    ///
    /// - Parameter now: the time of the request's account, in Unix seconds.
    package func response(_ answer: ReadyAnswer, to request: Request, now: Int64) -> Response {
        switch answer {
        case .unauthenticated: Answer.unauthenticated
        case .planLimit: Answer.planLimitReached
        case .assistantNotFound: endpoint(of: request)?.assistantNotFound ?? Answer.assistantNotFound
        case .campaignNotFound: endpoint(of: request)?.campaignNotFound ?? Answer.campaignNotFound
        case .leadNotFound: Answer.leadNotFound
        case .callNotFound: Answer.callNotFound
        case .invalidPhoneNumber: Answer.invalidPhoneNumber
        case .leadAlreadyExists: Answer.leadAlreadyExists
        case .invalidAction: refusal(.invalidAction, of: request)
        case .campaignNotRunning: refusal(.notRunning, of: request)
        case .campaignAlreadyInProgress: refusal(.alreadyRunning, of: request, status: "in-progress")
        case .insufficientBalance: refusal(.insufficientBalance, of: request)
        case .noPhoneNumber: refusal(.noPhoneNumber, of: request)
        case .noLeads: refusal(.noLeads, of: request)
        case .validation: invalid(endpoint(of: request)?.invalidInput ?? .missingName)
        case .rateLimited:
            Answer.tooManyAttempts(
                limit: Self.usualLimit, retryAfter: Self.windowSeconds, resetAt: now + Self.windowSeconds)
        case .serverError: Answer.serverError
        case .maintenance: Answer.maintenance
        }
    }

    private func invalid(_ input: InvalidInput) -> Response {
        let message = services.options.validationMessage.text(documented: input.documented)
        return Answer.json(.unprocessableContent, input.errors.body(message: message))
    }

    private func refusal(_ refusal: StatusRefusal, of request: Request, status: String = "draft") -> Response {
        let sent = try? Input(of: request, memberNames: .none).members["campaign_id"]?.integerValue
        return refusal.response(campaignID: sent ?? 1, status: status)
    }

    /// The methods of the request's path as an `Allow` field names them, with HEAD beside GET; empty for an unknown path.
    package func methods(of request: Request) -> String {
        let own = routes.filter { $0.pattern.matches(request.path) }.map(\.method)
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete]
        return known.filter { own.contains($0 == .head ? .get : $0) }.map(\.rawValue).joined(separator: ", ")
    }

    private func endpoint(of request: Request) -> (any Endpoint)? {
        let request = MethodOverride.applied(to: request)
        let method = request.method == .head ? .get : request.method
        return routes.first { $0.method == method && $0.pattern.matches(request.path) }?.endpoint
    }
}
