import CampaignAPI
package import CampaignStore
import HTTPServer
import HTTPTypes
import HTTPWire
import JSON
package import Validation

/// Why a call of the control plane was refused, or a program's use of it.
package enum ControlRefusal: Error, Equatable {
    case forbidden(AccessPolicy.Refusal)
    case malformedBody(String)
    case invalid(ValidationErrors)
    /// A mistake in a state or account document.
    case mistake(SeedError)
    /// The seed that a reset would use cannot be read.
    case seed(SeedMistake)
    /// The body has more bytes than the limit.
    case tooLarge(limit: Int)
    case notFound(String)
    case conflict(String)
    case storage(StorageFailure)

    /// One line that says what happened.
    package var message: String {
        switch self {
        case .forbidden(let refusal): refusal.message
        case .malformedBody(let text), .notFound(let text), .conflict(let text): text
        case .invalid(let errors): errors.message
        case .mistake(let mistake): mistake.message
        case .seed(let mistake): mistake.message
        case .tooLarge(let limit): RequestError.bodyTooLarge(limit: limit).message
        case .storage(let failure): "The store failed: \(failure.message)."
        }
    }

    var response: Response {
        switch self {
        case .forbidden(.wrongToken):
            Answer.message(
                .unauthorized, AccessPolicy.Refusal.wrongToken.message, adding: [.wwwAuthenticate: "Bearer"])
        case .forbidden(let refusal): Answer.message(.forbidden, refusal.message)
        case .malformedBody(let text): Answer.message(.badRequest, text)
        case .invalid(let errors): Answer.json(.unprocessableContent, errors.body())
        case .mistake(let mistake):
            Answer.json(
                .unprocessableContent,
                [
                    "message": .string(mistake.message),
                    "errors": .object([
                        mistake.path: [.string("Expected \(mistake.expected), found \(mistake.found).")]
                    ]),
                ])
        case .seed(let mistake):
            Answer.json(
                .unprocessableContent,
                [
                    "message": .string(mistake.message),
                    "errors": .object([
                        mistake.path.isEmpty ? "seed" : mistake.path: [.string(mistake.message)]
                    ]),
                ])
        case .tooLarge(let limit):
            Answer.message(.contentTooLarge, RequestError.bodyTooLarge(limit: limit).message)
        case .notFound(let text): Answer.message(.notFound, text)
        case .conflict(let text): Answer.message(.conflict, text)
        case .storage(let failure):
            Answer.message(.internalServerError, "The store failed: \(failure.message).")
        }
    }

    /// A refusal with one message for one field.
    static func invalid(_ name: String, _ message: String) -> ControlRefusal {
        var errors = ValidationErrors()
        errors.add(name, message)
        return .invalid(errors)
    }

    /// The refusal of an empty value, which would match everything or set no limit.
    static func empty(_ name: String) -> ControlRefusal {
        .invalid(name, "The \(name) field must not be empty. Leave it out if it is not needed.")
    }

    init(_ failure: ResetFailure) {
        switch failure {
        case .seed(let mistake): self = .seed(mistake)
        case .storage(let failure): self = .storage(failure)
        }
    }

    init(_ refusal: AccountRefusal, name: String) {
        switch refusal {
        case .notFound: self = .notFound("There is no account \(name).")
        case .nameTaken: self = .conflict("An account \(name) already exists.")
        case .apiKeyTaken(let key):
            self = .conflict("The key \(key) belongs to another account, or occurs twice in api_keys.")
        case .invalid(let mistake): self = .mistake(mistake)
        case .failed(let failure): self = .storage(failure)
        }
    }
}
