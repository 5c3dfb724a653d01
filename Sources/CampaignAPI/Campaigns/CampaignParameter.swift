import CampaignStore
import Validation

/// The parameters of `POST /user/campaign`, in the order of the documentation and of the checks (rules.md, chapter 3).
///
/// The raw value is the parameter's index in this order and in a ``Report``.
enum CampaignParameter: Int, CaseIterable {
    case name
    case assistantID
    case timezone
    case maxCallsInParallel
    case allowedHoursStartTime
    case allowedHoursEndTime
    case allowedDays
    case maxRetries
    case retryInterval
    case retryOnVoicemail
    case retryOnGoalIncomplete
    case goalCompletionVariable
    case markCompleteWhenNoLeads
    case phoneNumberIDs

    /// The member's name in a body and in `errors`.
    var name: String { Self.names[rawValue] }

    /// All names, in the order of the cases.
    static let names = allCases.map(\.definition.name)

    /// Returns the fields that validate a body of the account, in the order of the cases.
    ///
    /// - Parameter account: `nil` for the rules that hold for every account.
    static func fields(for account: Account?) -> [Field] {
        allCases.map { parameter in
            let definition = parameter.definition
            return Field(definition.name, definition.rules(account), each: definition.elementRules(account))
        }
    }

    /// The name and the rules for the value (rules.md, chapter 3).
    private var definition: Definition {
        switch self {
        case .name: Definition("name", .required, .string, .max(characters: 255))
        case .assistantID: Definition("assistant_id", .required, .integer)
        case .timezone: Definition("timezone", .nullable, .timezone)
        case .maxCallsInParallel:
            Definition("max_calls_in_parallel", .nullable, .integer, .min(1)) { [.max($0.plan.maximumCallsInParallel)] }
        case .allowedHoursStartTime: Definition("allowed_hours_start_time", .nullable, .time)
        case .allowedHoursEndTime: Definition("allowed_hours_end_time", .nullable, .time)
        case .allowedDays:
            Definition("allowed_days", .nullable, .array, each: [.string, .oneOf(CampaignParameters.everyDay)])
        case .maxRetries: Definition("max_retries", .nullable, .integer, .between(1, 5))
        case .retryInterval: Definition("retry_interval", .nullable, .integer, .between(10, 4320))
        case .retryOnVoicemail: Definition("retry_on_voicemail", .nullable, .boolean)
        case .retryOnGoalIncomplete: Definition("retry_on_goal_incomplete", .nullable, .boolean)
        case .goalCompletionVariable:
            Definition("goal_completion_variable", .nullable, .string, .max(characters: 255))
        case .markCompleteWhenNoLeads: Definition("mark_complete_when_no_leads", .nullable, .boolean)
        case .phoneNumberIDs:
            Definition("phone_number_ids", .nullable, .array, each: [.integer, .distinct]) {
                [.exists(in: $0.phoneNumberIDs)]
            }
        }
    }

    private struct Definition {
        let name: String
        let rules: (Account?) -> [Rule]
        let elementRules: (Account?) -> [Rule]

        /// - Parameter accountRules: the rules that depend on the account; they are checked last.
        init(_ name: String, _ rules: Rule..., accountRules: @escaping (Account) -> [Rule] = { _ in [] }) {
            self.name = name
            self.rules = { rules + ($0.map(accountRules) ?? []) }
            elementRules = { _ in [] }
        }

        /// - Parameters:
        ///   - elementRules: the rules for each element of the list.
        ///   - accountRules: the rules for each element that depend on the account; they are checked last.
        init(
            _ name: String, _ rules: Rule..., each elementRules: [Rule],
            accountRules: @escaping (Account) -> [Rule] = { _ in [] }
        ) {
            self.name = name
            self.rules = { _ in rules }
            self.elementRules = { elementRules + ($0.map(accountRules) ?? []) }
        }
    }
}
