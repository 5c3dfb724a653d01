/// The status of a call, as the platform names it. The mock's own calls are in progress, completed, `no-answer`, `busy` or
/// `failed`; a seed may have the others.
package enum CallStatus: String, Sendable, CaseIterable {
    case initiated, ringing, busy
    case inProgress = "in-progress"
    case ended, completed
    case endedByCustomer = "ended_by_customer"
    case endedByAssistant = "ended_by_assistant"
    case noAnswer = "no-answer"
    case failed
}

/// Who begins a call, and by what.
package enum CallType: String, Sendable, CaseIterable {
    case inbound, outbound, web
}

/// What comes of a call (calling.md, §4). The order is that of the text, in which weights are added up.
package enum OutcomeName: String, Sendable, CaseIterable {
    case completed
    case goalIncomplete = "goal-incomplete"
    case voicemail
    case noAnswer = "no-answer"
    case busy, failed

    /// How many seconds a call takes if nothing else is set.
    package var usualSeconds: Int64 {
        switch self {
        case .completed, .goalIncomplete: 60
        case .voicemail: 20
        case .noAnswer: 30
        case .busy, .failed: 5
        }
    }

    /// The status of the call after its end.
    package var callStatus: CallStatus {
        switch self {
        case .completed, .goalIncomplete, .voicemail: .completed
        case .noAnswer: .noAnswer
        case .busy: .busy
        case .failed: .failed
        }
    }
}
