import CampaignStore
import JSON

/// What comes of the calls of an account that match. Of several outcomes, the first that matches decides.
///
///     try await mock.accounts.outcomes(of: "mine").set([
///         MockOutcome(.voicemail, phoneNumber: "+4930*", attempt: 1),
///         MockOutcome(weights: [.completed: 5, .voicemail: 3, .noAnswer: 2], seed: 42),
///     ])
///
///     var booked = MockOutcome(.completed, campaignID: 3)
///     booked.duration = .seconds(90)
///     booked.extractedVariables = ["appointment_booked": true]
///     booked.transcript = [.init(.bot, "Hello"), .init(.human, "Hi")]
public struct MockOutcome: Sendable, Equatable {
    /// How an outcome is chosen.
    public enum Choice: Sendable, Equatable {
        /// Always the same.
        case fixed(MockCall.Outcome)
        /// Drawn by weights, at least 0 each. The same seed, lead and attempt always give the same outcome, whatever the
        /// order of the calls.
        case drawn(weights: [MockCall.Outcome: Int], seed: Int)
    }

    /// The number that is called; `*` stands for any text: `+4930*`. Conditions that are `nil` match every call.
    public var phoneNumber: String?
    /// The id of the campaign.
    public var campaignID: Int?
    /// Which call of the lead, from 1.
    public var attempt: Int?
    /// What comes of the call.
    public var choice: Choice
    /// How long it takes, 1 to 86,400 whole seconds; `nil` for the outcome's own time.
    public var duration: Duration?
    /// They are merged over the usual ones.
    public var extractedVariables: [String: MockJSON] = [:]
    /// What is said; `nil` for what is usually said.
    public var transcript: [MockCall.Line]?

    /// The calls that match all have this outcome.
    ///
    /// - Parameters:
    ///   - outcome: What comes of them.
    ///   - phoneNumber: The number that is called; `*` stands for any text.
    ///   - campaignID: The id of the campaign.
    ///   - attempt: Which call of the lead, from 1.
    public init(
        _ outcome: MockCall.Outcome, phoneNumber: String? = nil, campaignID: Int? = nil, attempt: Int? = nil
    ) {
        choice = .fixed(outcome)
        self.phoneNumber = phoneNumber
        self.campaignID = campaignID
        self.attempt = attempt
    }

    /// The outcomes of the calls that match are drawn.
    ///
    /// - Parameters:
    ///   - weights: At least 0 each, not all 0.
    ///   - seed: Another seed gives other outcomes.
    ///   - phoneNumber: The number that is called; `*` stands for any text.
    ///   - campaignID: The id of the campaign.
    ///   - attempt: Which call of the lead, from 1.
    public init(
        weights: [MockCall.Outcome: Int], seed: Int = 0, phoneNumber: String? = nil, campaignID: Int? = nil,
        attempt: Int? = nil
    ) {
        choice = .drawn(weights: weights, seed: seed)
        self.phoneNumber = phoneNumber
        self.campaignID = campaignID
        self.attempt = attempt
    }
}

extension MockOutcome {
    init(_ setting: OutcomeSetting) {
        switch setting.choice {
        case .fixed(let outcome): choice = .fixed(MockCall.Outcome(outcome))
        case .drawn(let weights, let seed):
            let pairs = weights.map { (MockCall.Outcome($0.outcome), Int($0.weight)) }
            choice = .drawn(weights: Dictionary(pairs) { $1 }, seed: Int(seed))
        }
        phoneNumber = setting.phoneNumber
        campaignID = setting.campaignID.map { Int($0) }
        attempt = setting.attempt.map { Int($0) }
        duration = setting.seconds.map { .seconds($0) }
        extractedVariables = (setting.extractedVariables?.members ?? []).reduce(into: [:]) {
            $0[$1.name] = MockJSON($1.value)
        }
        transcript = setting.transcript.map { $0.map(MockCall.Line.init) }
    }

    /// An element of a body of `PUT /_mock/accounts/{name}/outcomes`, which checks it.
    ///
    /// - Throws: ``MockError`` when the duration is out of range.
    func document() throws(MockError) -> JSONValue {
        var match = JSONObject()
        if let phoneNumber { match.append("phone_number", .string(phoneNumber)) }
        if let campaignID { match.append("campaign_id", .integer(Int64(campaignID))) }
        if let attempt { match.append("attempt", .integer(Int64(attempt))) }
        var object = JSONObject()
        if !match.isEmpty { object.append("match", .object(match)) }
        switch choice {
        case .fixed(let outcome): object.append("outcome", .string(outcome.rawValue))
        case .drawn(let weights, let seed):
            let members = weights.sorted { $0.key.rawValue < $1.key.rawValue }.map { outcome, weight in
                JSONObject.Member(name: outcome.rawValue, value: .integer(Int64(weight)))
            }
            object.append("outcome", ["weights": .object(JSONObject(members)), "seed": .integer(Int64(seed))])
        }
        if let duration {
            object.append("seconds", .integer(try OptionCheck.callSeconds("outcome duration", duration)))
        }
        if !extractedVariables.isEmpty {
            object.append("extracted_variables", .object(JSONObject(extractedVariables)))
        }
        if let transcript { object.append("transcript", OutcomeSetting.Line.json(transcript.map(\.stored))) }
        return .object(object)
    }
}
