import CampaignAPI
import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

/// Why a call of the control plane was refused.
enum ControlRefusal: Error, Equatable {
    case forbidden(AccessPolicy.Refusal)
    case malformedBody(String)
    case invalid(ValidationErrors)
    /// A mistake in a seed, state or account document.
    case mistake(SeedError)
    case notFound(String)
    case conflict(String)
    case storage(StorageFailure)

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
        case .notFound(let text): Answer.message(.notFound, text)
        case .conflict(let text): Answer.message(.conflict, text)
        case .storage(let failure):
            Answer.message(.internalServerError, "The control plane could not reach the store: \(failure.message).")
        }
    }

    /// One message under one name.
    static func invalid(_ name: String, _ message: String) -> ControlRefusal {
        var errors = ValidationErrors()
        errors.add(name, message)
        return .invalid(errors)
    }

    /// A value that is empty where that would mean everything.
    static func empty(_ name: String) -> ControlRefusal {
        .invalid(name, "The \(name) field must not be empty. Leave it out to set no bound.")
    }

    init(_ refusal: AccountRefusal, name: String) {
        switch refusal {
        case .notFound: self = .notFound("There is no account \(name).")
        case .nameTaken: self = .conflict("There is an account \(name) already.")
        case .apiKeyTaken(let key):
            self = .conflict("The key \(key) belongs to another account, or stands there twice.")
        case .invalid(let mistake): self = .mistake(mistake)
        case .failed(let failure): self = .storage(failure)
        }
    }
}

extension SeedError {
    /// The same mistake in a document that holds this one at `path`.
    func under(_ path: String) -> SeedError {
        SeedError(path: self.path.isEmpty ? path : "\(path).\(self.path)", expected: expected, found: found)
    }
}
