package import CampaignStore
package import JSON

/// What a call that has ended has brought: what was said, and what the assistant has made of it (calling.md, §5).
package struct CallResult: Sendable {
    /// In the order of the assistant's schema; then `status` and `summary`, then what a test has added.
    package let extractedVariables: JSONObject
    /// Empty if the call was not answered.
    package let transcript: [OutcomeSetting.Line]

    /// - Parameters:
    ///   - listed: a call of the account.
    ///   - account: has the assistant, unless it was taken away since.
    package init(of listed: ListedCall, in account: Account) {
        let call = listed.call
        let assistant = account.assistant(id: call.assistantID)
        transcript =
            call.transcript.flatMap(OutcomeSetting.Line.list(text:))
            ?? Self.usualTranscript(of: call.outcome, greeting: assistant?.initialMessage)
        var variables: JSONObject = [:]
        for variable in assistant?.postCallSchema ?? [] {
            variables[variable.name] =
                variable.name == listed.goalVariable
                ? .bool(call.outcome == .completed) : Self.emptyValue(of: variable.type)
        }
        if let goal = listed.goalVariable { variables[goal] = .bool(call.outcome == .completed) }
        variables["status"] = .bool(call.outcome.answer == .human)
        variables["summary"] = .string(Self.summary(of: call.outcome))
        if let text = call.extractedVariables,
            let own = try? JSONReader.read(text.span, maximumDepth: JSONReader.documentDepth).object
        {
            for member in own.members { variables[member.name] = member.value }
        }
        extractedVariables = variables
    }

    /// The transcript as one text: a line for each thing that was said; `nil` if nothing was.
    package var text: String? {
        if transcript.isEmpty { return nil }
        return transcript.map { "\($0.speaker == .bot ? "AI" : "Customer"): \($0.text)" }.joined(separator: "\n")
    }

    private static func emptyValue(of type: PostCallVariable.Kind) -> JSONValue {
        switch type {
        case .bool: false
        case .string: ""
        case .integer, .number: 0
        }
    }

    private static func usualTranscript(of outcome: OutcomeName, greeting: String?) -> [OutcomeSetting.Line] {
        let greeting = greeting ?? Assistant.Default.initialMessage
        switch outcome {
        case .completed:
            return [
                OutcomeSetting.Line(.bot, greeting), OutcomeSetting.Line(.human, "Yes, please."),
                OutcomeSetting.Line(.bot, "Thank you. Goodbye!"),
            ]
        case .goalIncomplete:
            return [
                OutcomeSetting.Line(.bot, greeting), OutcomeSetting.Line(.human, "Not now, thank you."),
                OutcomeSetting.Line(.bot, "Thank you. Goodbye!"),
            ]
        case .voicemail: return [OutcomeSetting.Line(.bot, greeting)]
        case .noAnswer, .busy, .failed: return []
        }
    }

    private static func summary(of outcome: OutcomeName) -> String {
        switch outcome {
        case .completed: "The call reached its goal."
        case .goalIncomplete: "The call was answered and did not reach its goal."
        case .voicemail: "The call reached a voicemail."
        case .noAnswer: "The call was not answered."
        case .busy: "The number was busy."
        case .failed: "The call failed."
        }
    }
}

/// Who answers a call.
package enum CallAnswer: String, Sendable, CaseIterable {
    case human, machine, unknown
}

extension OutcomeName {
    /// Who answers a call with this outcome.
    package var answer: CallAnswer {
        switch self {
        case .completed, .goalIncomplete: .human
        case .voicemail: .machine
        case .noAnswer, .busy, .failed: .unknown
        }
    }
}
