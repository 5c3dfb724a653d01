/// A rule of an account for the outcome of calls (calling.md, §5).
package struct OutcomeRule: Sendable, Equatable {
    package enum Choice: Sendable, Equatable {
        case fixed(CallOutcome)
        case drawn(OutcomeWeights)
    }

    /// The conditions for a call. One that is `nil` matches every call.
    package var phoneNumber: NumberPattern?
    package var campaignID: Int64?
    package var attempt: Int64?
    package var choice: Choice
    /// How long the call takes, from 1 to 86,400 seconds; `nil` for the outcome's own time.
    package var seconds: Int64?

    package init(
        phoneNumber: NumberPattern? = nil, campaignID: Int64? = nil, attempt: Int64? = nil, choice: Choice,
        seconds: Int64? = nil
    ) {
        self.phoneNumber = phoneNumber
        self.campaignID = campaignID
        self.attempt = attempt
        self.choice = choice
        self.seconds = seconds
    }

    func matches(_ call: CallQuestion) -> Bool {
        if let campaignID, campaignID != call.campaignID { return false }
        if let attempt, attempt != call.attempt { return false }
        return phoneNumber?.matches(call.phoneNumber) ?? true
    }
}

/// What the outcome of a call depends on.
struct CallQuestion {
    let phoneNumber: String
    /// `nil` for a call without a campaign.
    let campaignID: Int64?
    /// 0 for a call without a contact.
    let contactID: Int64
    let attempt: Int64
}

/// The outcome of a call, fixed when it begins.
package struct CallPlan: Sendable, Equatable {
    package var outcome: CallOutcome
    /// How long the call takes; at least 1.
    package var seconds: Int64
    /// The place of the ``OutcomeRule`` that decided; `nil` if none did.
    package var rule: Int?

    /// - Parameter seconds: `nil` for the outcome's own time.
    package init(_ outcome: CallOutcome, seconds: Int64? = nil, rule: Int? = nil) {
        self.outcome = outcome
        self.seconds = seconds ?? outcome.seconds
        self.rule = rule
    }

    /// Plans a call by the first rule that matches, else by its number, else as completed.
    init(_ call: CallQuestion, by rules: [OutcomeRule]) {
        if let index = rules.indices.first(where: { rules[$0].matches(call) }) {
            switch rules[index].choice {
            case .fixed(let outcome): self.init(outcome, seconds: rules[index].seconds, rule: index)
            case .drawn(let weights):
                let outcome = weights.outcome(contact: call.contactID, attempt: call.attempt)
                self.init(outcome, seconds: rules[index].seconds, rule: index)
            }
        } else {
            self.init(TestNumber(call.phoneNumber)?.outcome(ofAttempt: call.attempt) ?? .completed)
        }
    }
}
