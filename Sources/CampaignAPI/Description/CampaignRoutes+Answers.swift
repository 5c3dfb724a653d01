import HTTPServer
import HTTPTypes
import JSON
import OpenAPI

// The answers of an operation in the document: its success, and the refusals that its endpoint and the pipeline have.
extension CampaignRoutes {
    static func answers(
        _ route: EndpointRoute, at index: Int, _ description: EndpointDescription, _ options: CampaignOptions,
        _ examples: FixtureExamples
    ) -> [AnswerDescription] {
        let success = description.success
        let mockHeaders = mockHeaders(options)
        var answers = [
            AnswerDescription(
                success.status, success.text, headers: rateHeaders + mockHeaders, success.schema,
                examples: success.hasExamples ? examples.responses(success.status, ofRoute: index) : [])
        ]
        let refusals = ReadyAnswer.common + route.endpoint.refusals
        for status in Set(refusals.map(\.status) + InputRefusal.statuses(of: route)) {
            let own = refusals.filter { $0.status == status }
            answers.append(
                shared(status, own, mockHeaders, examples)
                    ?? refusal(status, own, of: route, at: index, description, mockHeaders, examples))
        }
        return answers
    }

    /// The answer that is the same for all operations; `nil` if the endpoint has refusals of its own with this status.
    private static func shared(
        _ status: Int, _ refusals: [ReadyAnswer], _ mockHeaders: [HeaderDescription], _ examples: FixtureExamples
    ) -> AnswerDescription? {
        func answer(
            _ component: String, _ text: String, headers: [HeaderDescription], _ schema: String = "Message"
        ) -> AnswerDescription {
            AnswerDescription(
                status, text, headers: headers + mockHeaders, .reference(schema),
                examples: examples.responses(status), component: component)
        }
        switch status {
        case 400 where refusals.isEmpty:
            return answer("MalformedBody", InputRefusal.malformed.text, headers: rateHeaders)
        case 401:
            return answer("Unauthenticated", ReadyAnswer.unauthenticated.text, headers: [Header.wwwAuthenticate])
        case 405: return answer("MethodNotAllowed", InputRefusal.otherMethod.text, headers: [Header.allow])
        case 413: return answer("BodyTooLarge", InputRefusal.tooLarge.text, headers: rateHeaders)
        case 415:
            return answer(
                "UnsupportedMediaType", InputRefusal.unsupported.text, headers: [Header.acceptEncoding] + rateHeaders)
        case 429:
            return answer(
                "TooManyAttempts", ReadyAnswer.rateLimited.text,
                headers: [Header.retryAfter, Header.rateLimit, Header.rateRemaining, Header.rateReset],
                "TooManyAttempts")
        case 500: return answer("ServerError", ReadyAnswer.serverError.text, headers: rateHeaders)
        case 503: return answer("Maintenance", ReadyAnswer.maintenance.text, headers: [Header.retryAfterMaintenance])
        default: return nil
        }
    }

    private static func refusal(
        _ status: Int, _ refusals: [ReadyAnswer], of route: EndpointRoute, at index: Int,
        _ description: EndpointDescription, _ mockHeaders: [HeaderDescription], _ examples: FixtureExamples
    ) -> AnswerDescription {
        var texts = refusals.map(\.text)
        if let input = InputRefusal.allCases.first(where: { $0.status == status && $0.isPossible(for: route) }) {
            texts.append(input.text)
        }
        let schema =
            if refusals.contains(.validation) { refusals.count > 1 ? "LeadRefusal" : "ValidationErrors" } else {
                status == 403 ? "Message" : description.refusal
            }
        return AnswerDescription(
            status, texts.count > 1 ? texts.map { "- \($0)" }.joined(separator: "\n") : texts.joined(),
            headers: rateHeaders + mockHeaders, .reference(schema),
            examples: examples.responses(status, ofRoute: index))
    }

    // MARK: - Header fields

    /// What the mock adds to each answer.
    private static func mockHeaders(_ options: CampaignOptions) -> [HeaderDescription] {
        options.heedsPrefer ? [Header.warnings, Header.preferenceApplied] : [Header.warnings]
    }

    private static let rateHeaders = [Header.rateLimit, Header.rateRemaining]

    private enum Header {
        static let warnings = HeaderDescription(
            HTTPField.Name.xMockWarnings.rawName, .integer(minimum: 1),
            "How many oddities the request has that the platform accepts silently. Absent without any. The mock's "
                + "journal lists them.")
        static let preferenceApplied = HeaderDescription(
            "Preference-Applied", .string(), "The preferences of the request's `Prefer` field that the mock applied.")
        static let rateLimit = HeaderDescription(
            HTTPField.Name.xRateLimitLimit.rawName, .integer(minimum: 0),
            "The requests that the account's plan allows in a minute. Absent without a limit.")
        static let rateRemaining = HeaderDescription(
            HTTPField.Name.xRateLimitRemaining.rawName, .integer(minimum: 0),
            "The requests that are left in this minute. Absent without a limit.")
        static let rateReset = HeaderDescription(
            HTTPField.Name.xRateLimitReset.rawName, .integer(), "When the minute ends, in Unix seconds.",
            isRequired: true)
        static let retryAfter = HeaderDescription(
            "Retry-After", .integer(minimum: 0), "Seconds until the next request may succeed.", isRequired: true)
        static let retryAfterMaintenance = HeaderDescription(
            "Retry-After", .integer(minimum: 0),
            "Seconds until the next request may succeed. Absent when the mock was reset or stopped while it delayed the "
                + "request.", isShared: false)
        static let wwwAuthenticate = HeaderDescription(
            "WWW-Authenticate", .string(always: "Bearer"), "How to authenticate.", isRequired: true)
        static let allow = HeaderDescription(
            "Allow", .string(), "The methods of the path, separated by commas.", isRequired: true)
        static let acceptEncoding = HeaderDescription(
            "Accept-Encoding", .string(), "The content coding that is supported, after a body with another one.")
    }
}

/// A refusal of the pipeline before an endpoint sees the request.
enum InputRefusal: CaseIterable {
    case malformed, tooLarge, unsupported, otherMethod, noID

    var status: Int {
        switch self {
        case .malformed: 400
        case .noID: 404
        case .otherMethod: 405
        case .tooLarge: 413
        case .unsupported: 415
        }
    }

    var text: String {
        switch self {
        case .malformed: "The body is not JSON, is no object, or is not UTF-8. `message` says where."
        case .noID: "The path has no such id."
        case .otherMethod: "`X-HTTP-Method-Override` or `_method` names a method that the path does not have."
        case .tooLarge: "The body is larger than the mock's limit."
        case .unsupported: "The body is neither JSON nor a form, or has a content coding."
        }
    }

    /// Whether a request that matches the route's path and method can get it.
    func isPossible(for route: EndpointRoute) -> Bool {
        switch self {
        case .malformed, .tooLarge, .unsupported: true
        case .otherMethod: route.method == .post
        case .noID: route.path.contains("{\(EndpointRoute.id)}")
        }
    }

    static func statuses(of route: EndpointRoute) -> [Int] {
        allCases.filter { $0.isPossible(for: route) }.map(\.status)
    }
}

extension ReadyAnswer {
    /// When a request gets the refusal, in CommonMark.
    fileprivate var text: String {
        switch self {
        case .unauthenticated: "The API key is missing, malformed or unknown."
        case .planLimit: "The account has as many campaigns as its plan allows."
        case .assistantNotFound: "The account has no such assistant, or the assistant is not outbound."
        case .campaignNotFound: "The account has no such campaign."
        case .leadNotFound: "The account has no such lead."
        case .callNotFound: "The account has no such call."
        case .invalidPhoneNumber: "The phone number cannot be called."
        case .leadAlreadyExists: "The campaign has a lead with this phone number."
        case .invalidAction: "The action is neither `start` nor `stop`."
        case .campaignNotRunning: "The campaign to stop is not in progress."
        case .campaignAlreadyInProgress: "The campaign to start is in progress already."
        case .insufficientBalance: "The account's balance is not above 0."
        case .noPhoneNumber: "Neither the campaign nor its assistant has a phone number."
        case .noLeads: "The campaign has no lead that can still be called."
        case .validation: "The fields are invalid; `errors` says which. With `--strict` also a warning."
        case .rateLimited: "The account has used up its requests for this minute."
        case .serverError: "The mock failed. Its log says why."
        case .maintenance: "The platform is down for maintenance. The mock sends it only when a test asks for it."
        }
    }
}
