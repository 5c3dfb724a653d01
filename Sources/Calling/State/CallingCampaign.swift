/// What the simulation knows of a campaign.
package struct CallingCampaign: Sendable, Equatable {
    package enum Status: String, Sendable {
        case draft
        case inProgress = "in-progress"
        case stopped, completed
    }

    package var id: Int64
    package var assistantID: Int64
    package var status: Status
    package var window: CallingWindow
    /// At least 1.
    package var maximumCallsInParallel: Int64
    package var maximumRetries: Int64
    /// In seconds.
    package var retryInterval: Int64
    package var retriesOnVoicemail: Bool
    /// Whether `retry_on_goal_incomplete` and a `goal_completion_variable` are set.
    package var retriesOnGoalIncomplete: Bool
    package var completesWithoutLeads: Bool
    /// The numbers that the campaign calls from, in turn; empty for the assistant's.
    package var phoneNumberIDs: [Int64]
    /// The number of its calls that have begun, deleted ones too.
    package var callsBegun: Int64

    package init(
        id: Int64, assistantID: Int64, status: Status = .draft, window: CallingWindow, maximumCallsInParallel: Int64,
        maximumRetries: Int64, retryInterval: Int64, retriesOnVoicemail: Bool, retriesOnGoalIncomplete: Bool,
        completesWithoutLeads: Bool, phoneNumberIDs: [Int64] = [], callsBegun: Int64 = 0
    ) {
        self.id = id
        self.assistantID = assistantID
        self.status = status
        self.window = window
        self.maximumCallsInParallel = maximumCallsInParallel
        self.maximumRetries = maximumRetries
        self.retryInterval = retryInterval
        self.retriesOnVoicemail = retriesOnVoicemail
        self.retriesOnGoalIncomplete = retriesOnGoalIncomplete
        self.completesWithoutLeads = completesWithoutLeads
        self.phoneNumberIDs = phoneNumberIDs
        self.callsBegun = callsBegun
    }

    /// Returns whether a contact is called again after a call with the outcome, as long as it has retries left.
    func retries(after outcome: CallOutcome) -> Bool {
        switch outcome {
        case .completed: false
        case .goalIncomplete: retriesOnGoalIncomplete
        case .voicemail: retriesOnVoicemail
        case .noAnswer, .busy, .failed: true
        }
    }
}
