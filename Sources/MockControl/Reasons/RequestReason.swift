import CampaignAPI
import CampaignStore
import HTTPServer
import HTTPTypes
import JSON

/// Why a request got its answer, in one sentence without its full stop. Names and values are those of the API.
struct RequestReason {
    private let entry: JournalEntry
    private let review: RequestReview?
    private let account: Account?
    private let explainer: RequestExplainer

    init(_ entry: JournalEntry, _ review: RequestReview?, _ account: Account?, _ explainer: RequestExplainer) {
        self.entry = entry
        self.review = review
        self.account = account
        self.explainer = explainer
    }

    var text: String {
        if let refusal = entry.refusal { return Self.sentence(refusal) }
        guard let id = entry.findings.fault else { return ownReason }
        let fault = id == Fault.preferenceID ? "Prefer" : id
        switch effect(of: id) {
        case .delay: return "\(ownReason), \(fault) held it up"
        case .answer where entry.answer == nil: return "on purpose: \(fault), no answer went out"
        case .answer: return "on purpose: \(fault)"
        case .transport: return "on purpose: \(fault), the answer was cut"
        }
    }

    /// The reason of a request that no fault has shaped.
    private var ownReason: String {
        guard let answer = entry.answer else { return "no answer went out" }
        switch answer.status {
        case 401: return keyReason
        case 404 where entry.request.map(RequestReview.hasEndpoint) == false: return "no endpoint has this path"
        case 405: return methodReason
        case 422: return invalidReason ?? message
        case 429: return rateReason
        case 200...299: return SuccessReason(entry, review).text + warnings
        default: return refusalReason ?? message
        }
    }

    // MARK: - Faults

    private enum Effect { case delay, answer, transport }

    private func effect(of id: String) -> Effect {
        guard entry.answer != nil else { return .answer }
        // A preference that only delays is not recorded as a fault.
        if id == Fault.preferenceID { return .answer }
        // Of a fault that was removed, the status is all that is known.
        guard let effect = explainer.fault(id)?.effect else { return entry.isRefused ? .answer : .delay }
        if effect.answer != nil { return .answer }
        return effect.transport == nil ? .delay : .transport
    }

    // MARK: - Refusals

    private var keyReason: String {
        guard let sent = entry.request?[.authorization] else { return "no key was sent" }
        return sent.lowercased().hasPrefix("bearer ") ? "no account has this key" : "the key is not sent as Bearer KEY"
    }

    private var methodReason: String {
        let allowed = entry.answer?.fields[.allow] ?? ""
        let method = entry.request.map { MethodOverride.applied(to: $0).method.rawValue }
        return "\(method ?? "the method") is not possible here, \(allowed) \(allowed.contains(",") ? "are" : "is")"
    }

    private var rateReason: String {
        guard let limit = entry.answer?.fields[.xRateLimitLimit] else { return message }
        guard let count = entry.findings.requestsInMinute else { return "the limit is \(limit) a minute" }
        return "\(Self.ordinal(count)) in a minute, the limit is \(limit)"
    }

    private static func ordinal(_ count: Int64) -> String {
        let words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
        if words.indices.contains(Int(count) - 1) { return words[Int(count) - 1] }
        let ending =
            switch (count % 10, count % 100) {
            case (_, 11...13): "th"
            case (1, _): "st"
            case (2, _): "nd"
            case (3, _): "rd"
            default: "th"
            }
        return "\(count)\(ending)"
    }

    /// The first error, and how many more there are.
    private var invalidReason: String? {
        let name: String, count: Int, said: String?
        if let json = entry.answer?.body?.json {
            guard let errors = json["errors"]?.object?.members, let first = errors.first else { return refusalReason }
            (name, said) = (first.name, first.value.array?.first?.string)
            count = errors.reduce(0) { $0 + ($1.value.array?.count ?? 0) }
        } else {
            guard let first = review?.firstError, let all = review?.errorCount else { return nil }
            (name, said, count) = (first, nil, all)
        }
        guard let words = review?.complaint(about: name) ?? said.map(Self.sentence) else { return nil }
        return count > 1 ? "\(words); \(count - 1) more" : words
    }

    private var refusalReason: String? {
        guard let answer = entry.answer, let json = answer.body?.json, let message = json["message"]?.string,
            let refusal = ReadyAnswer.named(byMessage: message, status: answer.status)
        else { return nil }
        switch refusal {
        case .planLimit: return "all campaigns of the plan are used"
        case .assistantNotFound: return assistantReason
        case .campaignNotFound: return number("campaign_id").map { "the account has no campaign \($0)" }
        case .leadNotFound: return entry.pathNumber.map { "the account has no lead \($0)" }
        case .callNotFound: return entry.pathNumber.map { "the account has no call \($0)" }
        case .invalidPhoneNumber: return "phone_number cannot be called"
        case .leadAlreadyExists: return number("campaign_id").map { "campaign \($0) has a lead with this number" }
        case .invalidAction: return "action is neither start nor stop"
        case .campaignNotRunning: return number("campaign_id").map { "campaign \($0) is not in progress" }
        case .campaignAlreadyInProgress: return number("campaign_id").map { "campaign \($0) is in progress already" }
        case .insufficientBalance: return "the account has no money left"
        case .noPhoneNumber: return "neither the campaign nor its assistant has a phone number"
        case .noLeads: return number("campaign_id").map { "campaign \($0) has no lead that can still be called" }
        case .serverError: return "the mock failed, its log says why"
        case .unauthenticated, .validation, .rateLimited, .maintenance: return nil
        }
    }

    private var assistantReason: String? {
        guard let id = review?.integer("assistant_id"), let account else { return nil }
        switch account.assistantType(id: id) {
        case .inbound?: return "assistant \(id) takes inbound calls only"
        case nil: return "the account has no assistant \(id)"
        // It has changed since.
        case .outbound?: return nil
        }
    }

    /// The member as a number, else that in the path.
    private func number(_ name: String) -> Int64? { review?.integer(name) ?? entry.pathNumber }

    /// The answer's own words.
    private var message: String {
        let said = entry.answer?.body?.json?["message"]?.string
        return said.map(Self.sentence) ?? "the answer says no more"
    }

    private var warnings: String {
        switch entry.findings.warnings.count {
        case 0: ""
        case 1: ", 1 warning"
        case let count: ", \(count) warnings"
        }
    }

    /// A sentence as a part of another: without its full stop, and with a small letter first where a word follows.
    private static func sentence(_ text: String) -> String {
        let text = text.hasSuffix(".") ? text.dropLast() : text[...]
        let second = text.dropFirst().first
        // An abbreviation keeps its capital letters.
        guard let first = text.first, second?.isUppercase != true else { return String(text) }
        return first.lowercased() + text.dropFirst()
    }
}

extension JournalEntry {
    fileprivate var isRefused: Bool { (answer?.status ?? 500) >= 400 }

    /// The number at the end of the path; `nil` when there is none.
    var pathNumber: Int64? { path.text.split(separator: "/").last.flatMap { Int64($0) } }
}
