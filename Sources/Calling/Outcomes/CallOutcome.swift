/// What comes of a call (calling.md, §4). The order is that of the text, in which weights are added up.
package enum CallOutcome: String, Sendable, CaseIterable {
    case completed
    case goalIncomplete = "goal-incomplete"
    case voicemail
    case noAnswer = "no-answer"
    case busy, failed

    /// How many seconds a call takes if its rule does not say otherwise.
    package var seconds: Int64 {
        switch self {
        case .completed, .goalIncomplete: 60
        case .voicemail: 20
        case .noAnswer: 30
        case .busy, .failed: 5
        }
    }

    /// The `status` of the call after its end.
    package var callStatus: String {
        switch self {
        case .completed, .goalIncomplete, .voicemail: "completed"
        case .noAnswer, .busy, .failed: rawValue
        }
    }

    /// The `answered_by` of the call.
    package var answeredBy: String {
        switch self {
        case .completed, .goalIncomplete: "human"
        case .voicemail: "machine"
        case .noAnswer, .busy, .failed: "unknown"
        }
    }
}
