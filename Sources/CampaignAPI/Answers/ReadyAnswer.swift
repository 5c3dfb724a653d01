import HTTPServer
import JSON

/// The platform's own refusals that a fault can send, by the names that its effect uses.
package enum ReadyAnswer: String, Sendable, CaseIterable {
    case unauthenticated
    case planLimit = "plan_limit"
    case assistantNotFound = "assistant_not_found"
    case campaignNotFound = "campaign_not_found"
    case leadNotFound = "lead_not_found"
    case callNotFound = "call_not_found"
    case invalidPhoneNumber = "invalid_phone_number"
    case leadAlreadyExists = "lead_already_exists"
    case invalidAction = "invalid_action"
    case campaignNotRunning = "campaign_not_running"
    case campaignAlreadyInProgress = "campaign_already_in_progress"
    case insufficientBalance = "insufficient_balance"
    case noPhoneNumber = "no_phone_number"
    case noLeads = "no_leads"
    case validation
    case rateLimited = "rate_limited"
    case serverError = "server_error"
    case maintenance

    /// The refusals that every endpoint has.
    static let common: [ReadyAnswer] = [.unauthenticated, .validation, .rateLimited, .serverError, .maintenance]

    /// The refusals of a request that no endpoint handles; they are those of a create.
    static let ofCreate: [ReadyAnswer] = [.planLimit, .assistantNotFound]

    /// Finds the refusal that has a message and a status; `nil` for a message of no fixed refusal.
    package static func named(byMessage message: String, status: Int) -> ReadyAnswer? {
        byMessage[message].flatMap { $0.status == status ? $0 : nil }
    }

    private static let byMessage: [String: ReadyAnswer] = {
        var answers: [String: ReadyAnswer] = [:]
        for (answer, response) in fixed {
            guard case .bytes(let bytes) = response.body, let json = try? JSONReader.read(bytes.span) else { continue }
            if let message = json["message"]?.string { answers[message] = answer }
        }
        return answers
    }()

    private static var fixed: [(ReadyAnswer, Response)] {
        [
            (.unauthenticated, Answer.unauthenticated), (.planLimit, Answer.planLimitReached),
            (.assistantNotFound, Answer.assistantNotFound), (.campaignNotFound, Answer.campaignNotFound),
            (.leadNotFound, Answer.leadNotFound), (.callNotFound, Answer.callNotFound),
            (.invalidPhoneNumber, Answer.invalidPhoneNumber), (.leadAlreadyExists, Answer.leadAlreadyExists),
            (.serverError, Answer.serverError), (.maintenance, Answer.maintenance),
        ] + StatusRefusal.allCases.map { ($0.ready, $0.response(campaignID: 0, status: "")) }
    }

    /// The code of the response's status.
    var status: Int {
        switch self {
        case .unauthenticated: 401
        case .planLimit: 403
        case .assistantNotFound, .campaignNotFound, .leadNotFound, .callNotFound: 404
        case .invalidPhoneNumber, .leadAlreadyExists, .validation: 422
        case .invalidAction, .campaignNotRunning, .campaignAlreadyInProgress, .insufficientBalance, .noPhoneNumber,
            .noLeads:
            400
        case .rateLimited: 429
        case .serverError: 500
        case .maintenance: 503
        }
    }
}

extension StatusRefusal {
    fileprivate var ready: ReadyAnswer {
        switch self {
        case .campaignNotFound: .campaignNotFound
        case .invalidAction: .invalidAction
        case .notRunning: .campaignNotRunning
        case .alreadyRunning: .campaignAlreadyInProgress
        case .insufficientBalance: .insufficientBalance
        case .noPhoneNumber: .noPhoneNumber
        case .noLeads: .noLeads
        }
    }
}
