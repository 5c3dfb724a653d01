import CampaignStore
import JSON

/// A call of the mock with every stored field. No number was dialled: the mock plays calls on its clock.
public struct MockCall: Sendable, Equatable {
    /// What comes of a call.
    public enum Outcome: String, Sendable, CaseIterable {
        /// A human has answered, and the goal is reached.
        case completed
        /// A human has answered, and the goal is missed.
        case goalIncomplete = "goal-incomplete"
        /// A machine has answered.
        case voicemail
        /// The call was not answered.
        case noAnswer = "no-answer"
        /// The line was busy.
        case busy
        /// There was no connection.
        case failed
    }

    /// The status of a call. The mock's own calls are in progress, completed, without answer, busy or failed; a seed may
    /// have the others.
    public enum Status: String, Sendable, CaseIterable {
        /// It is to be made.
        case initiated
        /// The phone rings.
        case ringing
        /// The line was busy.
        case busy
        /// It goes on.
        case inProgress = "in-progress"
        /// It is over.
        case ended
        /// It was answered, and is over.
        case completed
        /// The one who was called has ended it.
        case endedByCustomer = "ended_by_customer"
        /// The assistant has ended it.
        case endedByAssistant = "ended_by_assistant"
        /// The call was not answered.
        case noAnswer = "no-answer"
        /// There was no connection.
        case failed
    }

    /// One thing that is said in a call.
    public struct Line: Sendable, Equatable {
        /// Who says something.
        public enum Speaker: String, Sendable, CaseIterable {
            /// The assistant.
            case bot
            /// The one who is called.
            case human
        }

        /// Who says it.
        public let speaker: Speaker
        /// What is said.
        public let text: String

        /// Makes a line of a transcript.
        public init(_ speaker: Speaker, _ text: String) {
            self.speaker = speaker
            self.text = text
        }
    }

    /// At least 1. The calls of all accounts share one sequence, in the order of beginning.
    public let id: Int
    /// The name of the account.
    public let account: String
    /// The id of the campaign; `nil` for a call without one.
    public let campaignID: Int?
    /// The id of the lead or secondary contact that is called; `nil` for a call without a campaign.
    public let leadID: Int?
    /// The id of the assistant that calls.
    public let assistantID: Int
    /// The number that the call comes from; `nil` when the assistant has none.
    public let assistantPhoneNumber: String?
    /// The number that is called.
    public let phoneNumber: String
    /// What comes of the call. It is fixed when the call begins.
    public let outcome: Outcome
    /// From 1: the number of calls since the lead was last ``MockLead/Status/created``, this one included.
    public let attempt: Int
    /// ``Status/inProgress`` exactly while the call goes on.
    public let status: Status
    /// When it began, by its account's clock.
    public let beganAt: MockTime
    /// When it ends or has ended, by its account's clock.
    public let endsAt: MockTime
    /// How long it took; zero while it goes on.
    public let duration: Duration
    /// What an outcome had set that is said; `nil` for what is usually said.
    public let transcript: [Line]?
    /// What an outcome had set for the extracted variables; empty for the usual ones.
    public let extractedVariables: [String: MockJSON]
    /// What the receiver of the post-call webhook has answered, such as `["status": 200]`; `nil` before that.
    public let webhookResponse: MockJSON?
    /// Whether the call was deleted while it went on: no client sees it.
    public let isHidden: Bool

    /// Whether the call goes on.
    public var isGoingOn: Bool { status == .inProgress }
}

extension MockCall {
    init(_ call: CallRecord) {
        id = Int(call.id)
        account = call.account
        campaignID = call.campaignID.map { Int($0) }
        leadID = call.leadID.map { Int($0) }
        assistantID = Int(call.assistantID)
        assistantPhoneNumber = call.assistantPhoneNumber
        phoneNumber = call.phoneNumber
        outcome = Outcome(call.outcome)
        attempt = Int(call.attempt)
        status = Status(call.status)
        beganAt = MockTime(unixSeconds: call.beganAt)
        endsAt = MockTime(unixSeconds: call.endedAt ?? call.endsAt)
        duration = .seconds(call.duration)
        transcript = call.transcript.flatMap { OutcomeSetting.Line.list(text: $0) }.map { $0.map(Line.init) }
        extractedVariables = call.extractedVariables.flatMap(Self.json)?.object ?? [:]
        webhookResponse = call.webhookResponse.flatMap(Self.json)
        isHidden = call.isHidden
    }

    /// - Returns: `nil` when another program has written no JSON.
    private static func json(_ text: [UInt8]) -> MockJSON? {
        (try? JSONReader.read(text.span, maximumDepth: JSONReader.documentDepth)).map(MockJSON.init)
    }
}

extension MockCall.Line {
    init(_ line: OutcomeSetting.Line) {
        switch line.speaker {
        case .bot: self.init(.bot, line.text)
        case .human: self.init(.human, line.text)
        }
    }

    var stored: OutcomeSetting.Line {
        switch speaker {
        case .bot: OutcomeSetting.Line(.bot, text)
        case .human: OutcomeSetting.Line(.human, text)
        }
    }
}

extension MockCall.Outcome {
    init(_ outcome: OutcomeName) {
        self =
            switch outcome {
            case .completed: .completed
            case .goalIncomplete: .goalIncomplete
            case .voicemail: .voicemail
            case .noAnswer: .noAnswer
            case .busy: .busy
            case .failed: .failed
            }
    }

    var stored: OutcomeName {
        switch self {
        case .completed: .completed
        case .goalIncomplete: .goalIncomplete
        case .voicemail: .voicemail
        case .noAnswer: .noAnswer
        case .busy: .busy
        case .failed: .failed
        }
    }
}

extension MockCall.Status {
    init(_ status: CallStatus) {
        self =
            switch status {
            case .initiated: .initiated
            case .ringing: .ringing
            case .busy: .busy
            case .inProgress: .inProgress
            case .ended: .ended
            case .completed: .completed
            case .endedByCustomer: .endedByCustomer
            case .endedByAssistant: .endedByAssistant
            case .noAnswer: .noAnswer
            case .failed: .failed
            }
    }

    var stored: CallStatus {
        switch self {
        case .initiated: .initiated
        case .ringing: .ringing
        case .busy: .busy
        case .inProgress: .inProgress
        case .ended: .ended
        case .completed: .completed
        case .endedByCustomer: .endedByCustomer
        case .endedByAssistant: .endedByAssistant
        case .noAnswer: .noAnswer
        case .failed: .failed
        }
    }
}
