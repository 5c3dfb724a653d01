package import JSON

/// A call of a lead that a test plays by hand (calling.md, §6).
package struct PlayedCall: Sendable, Equatable {
    /// The lead or secondary contact that is called.
    package var leadID: Int64
    /// `nil` if what is set for the account, or the number itself, decides.
    package var outcome: OutcomeName?
    /// How long the call takes, from 1 to 86,400 seconds; `nil` for the outcome's own time.
    package var seconds: Int64?
    /// Merged over the usual ones; `nil` for none.
    package var extractedVariables: JSONObject?
    /// `nil` for what is usually said.
    package var transcript: [OutcomeSetting.Line]?

    package init(
        leadID: Int64, outcome: OutcomeName? = nil, seconds: Int64? = nil, extractedVariables: JSONObject? = nil,
        transcript: [OutcomeSetting.Line]? = nil
    ) {
        self.leadID = leadID
        self.outcome = outcome
        self.seconds = seconds
        self.extractedVariables = extractedVariables
        self.transcript = transcript
    }

    /// Reads the call of a body such as `{"lead_id": 1, "outcome": "busy", "seconds": 5}`. Only `lead_id` is required.
    ///
    /// - Throws: ``SeedError``, the first mistake.
    package init(json: JSONValue) throws(SeedError) {
        let call = try SeedReader(json).object(["lead_id", "outcome", "seconds", "extracted_variables", "transcript"])
        let rule = "the id of a lead or secondary contact"
        let seconds = call.optional("seconds")
        self.init(
            leadID: try call.required("lead_id", rule).integer(1...Int64.max, rule),
            outcome: try call.optional("outcome")?.oneOf(OutcomeName.self),
            seconds: try seconds?.integer(OutcomeSetting.secondsRange, OutcomeSetting.secondsRule),
            extractedVariables: try call.optional("extracted_variables").map { reader throws(SeedError) in
                try reader.namedValues()
            },
            transcript: try call.optional("transcript").map(OutcomeSetting.Line.list))
        // Without an outcome, the time is that of the outcome that is found.
        if let seconds, outcome == nil { throw seconds.refusal(expected: "an outcome beside it") }
    }
}
