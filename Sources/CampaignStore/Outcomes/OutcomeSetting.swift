package import JSON

/// What a test has set for the calls of an account that match (calling.md, §5).
package struct OutcomeSetting: Sendable, Equatable {
    package enum Choice: Sendable, Equatable {
        case fixed(OutcomeName)
        /// - Parameters:
        ///   - weights: in the order of ``OutcomeName``; their sum is above 0.
        ///   - seed: of the pseudorandom numbers.
        case drawn(weights: [Weight], seed: Int64)
    }

    package struct Weight: Sendable, Equatable {
        package let outcome: OutcomeName
        /// From 0 to ``OutcomeSetting/highestWeight``.
        package let weight: Int64

        package init(_ outcome: OutcomeName, _ weight: Int64) {
            self.outcome = outcome
            self.weight = weight
        }
    }

    /// One thing that is said in a call.
    package struct Line: Sendable, Equatable {
        package enum Speaker: String, Sendable, CaseIterable {
            case bot, human
        }

        package let speaker: Speaker
        package let text: String

        package init(_ speaker: Speaker, _ text: String) {
            self.speaker = speaker
            self.text = text
        }
    }

    /// The highest weight. The sum of all weights therefore fits 64 bits.
    package static let highestWeight: Int64 = (1 << 53) - 1

    /// A phone number, in which `*` stands for any text. Conditions that are `nil` match every call.
    package var phoneNumber: String?
    package var campaignID: Int64?
    package var attempt: Int64?
    package var choice: Choice
    /// How long the call takes, from 1 to 86,400 seconds; `nil` for the outcome's own time.
    package var seconds: Int64?
    /// Merged over the usual ones; `nil` for none.
    package var extractedVariables: JSONObject?
    /// `nil` for what is usually said.
    package var transcript: [Line]?

    package init(
        phoneNumber: String? = nil, campaignID: Int64? = nil, attempt: Int64? = nil, choice: Choice,
        seconds: Int64? = nil, extractedVariables: JSONObject? = nil, transcript: [Line]? = nil
    ) {
        self.phoneNumber = phoneNumber
        self.campaignID = campaignID
        self.attempt = attempt
        self.choice = choice
        self.seconds = seconds
        self.extractedVariables = extractedVariables
        self.transcript = transcript
    }
}
