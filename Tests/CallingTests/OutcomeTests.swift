import Base
import Testing

@testable import Calling

/// calling.md, §§4 and 5.
@Suite("Outcome of a call (calling.md §5)") struct OutcomeTests {
    struct Numbered: CustomTestStringConvertible {
        let number: String
        /// The outcomes of the attempts from 1 on.
        let outcomes: [CallOutcome]
        var testDescription: String { number }
    }

    @Test(
        "follows from a test number",
        arguments: [
            Numbered(number: "+15005550001", outcomes: [.noAnswer, .noAnswer, .noAnswer]),
            Numbered(number: "+15005550002", outcomes: [.busy, .busy]),
            Numbered(number: "+15005550003", outcomes: [.failed, .failed]),
            Numbered(number: "+15005550004", outcomes: [.voicemail, .voicemail]),
            Numbered(number: "+15005550005", outcomes: [.goalIncomplete, .goalIncomplete]),
            Numbered(number: "+15005551102", outcomes: [.noAnswer, .noAnswer, .completed, .completed]),
            Numbered(number: "+15005551501", outcomes: [.goalIncomplete, .completed]),
            Numbered(number: "+15005551300", outcomes: [.completed]),
            // No test numbers.
            Numbered(number: "+15005550000", outcomes: [.completed]),
            Numbered(number: "+15005550006", outcomes: [.completed]),
            Numbered(number: "+15005551602", outcomes: [.completed]),
            Numbered(number: "+15005551112", outcomes: [.completed]),
            Numbered(number: "+15005550011", outcomes: [.completed]),
            Numbered(number: "+150055500010", outcomes: [.completed]),
            Numbered(number: "+1500555001", outcomes: [.completed]),
            Numbered(number: "+15015550001", outcomes: [.completed]),
        ])
    func testNumber(_ row: Numbered) {
        for (index, outcome) in row.outcomes.enumerated() {
            #expect(plan(row.number, attempt: Int64(index) + 1).outcome == outcome, "attempt \(index + 1)")
        }
    }

    @Test("follows from the first rule that matches, before the number")
    func firstRule() {
        let rules = [
            OutcomeRule(phoneNumber: NumberPattern("+4930*"), campaignID: 3, attempt: 1, choice: .fixed(.voicemail)),
            OutcomeRule(attempt: 2, choice: .fixed(.busy), seconds: 12),
            OutcomeRule(campaignID: 4, choice: .fixed(.failed)),
        ]
        #expect(plan("+49301234567", campaign: 3, by: rules) == CallPlan(.voicemail, rule: 0))
        #expect(plan("+49401234567", campaign: 3, by: rules) == CallPlan(.completed))
        #expect(plan("+49301234567", campaign: 5, by: rules) == CallPlan(.completed))
        #expect(plan("+15005550001", campaign: 4, attempt: 2, by: rules) == CallPlan(.busy, seconds: 12, rule: 1))
        #expect(plan("+15005550001", campaign: 4, attempt: 1, by: rules) == CallPlan(.failed, rule: 2))
        // A call without a campaign has no campaign id.
        #expect(plan("+15005550001", campaign: nil, by: rules) == CallPlan(.noAnswer))
    }

    @Test("takes the time of the outcome")
    func seconds() {
        #expect(CallOutcome.allCases.map(\.seconds) == [60, 60, 20, 30, 5, 5])
        #expect(
            CallOutcome.allCases.map(\.rawValue) == [
                "completed", "goal-incomplete", "voicemail", "no-answer", "busy", "failed",
            ])
        #expect(
            CallOutcome.allCases.map(\.callStatus) == [
                "completed", "completed", "completed", "no-answer", "busy", "failed",
            ])
        #expect(
            CallOutcome.allCases.map(\.answeredBy) == ["human", "human", "machine", "unknown", "unknown", "unknown"])
    }

    @Test("is drawn by weight, from the seed, the contact and the attempt")
    func drawn() throws {
        let weights = try #require(OutcomeWeights([.completed: 5, .voicemail: 3, .noAnswer: 2], seed: 42))
        for contact in Int64(1)...50 {
            for attempt in Int64(1)...3 {
                var generator = SplitMix64(seed: 42 + UInt64(contact) * 4_294_967_296 + UInt64(attempt))
                let drawn = generator.next() % 10
                let expected: CallOutcome = drawn < 5 ? .completed : drawn < 8 ? .voicemail : .noAnswer
                #expect(weights.outcome(contact: contact, attempt: attempt) == expected)
            }
        }
        let certain = try #require(OutcomeWeights([.failed: 1], seed: -1))
        #expect(certain.outcome(contact: .max, attempt: .max) == .failed)
    }

    @Test("is not drawn from weights that have no sum")
    func noWeights() {
        #expect(OutcomeWeights([:]) == nil)
        #expect(OutcomeWeights([.completed: 0]) == nil)
        #expect(OutcomeWeights([.completed: 2, .busy: -1]) == nil)
        #expect(OutcomeWeights([.completed: .max, .busy: 1]) == nil)
        #expect(OutcomeWeights([.completed: .max]) != nil)
    }

    @Test(
        "depends on a pattern whose stars stand for any text",
        arguments: [
            ("+4930*", "+4930123", true), ("+4930*", "+4930", true), ("+4930*", "+4940123", false), ("*", "+1", true),
            ("*7", "+4917", true), ("*7", "+4971", false), ("+49*1*", "+49210", true), ("+49*1*", "+4921", true),
            ("+49*1*", "+4920", false), ("+1*1", "+1", false), ("+1*1", "+11", true), ("+49", "+491", false),
            ("+49", "+49", true), ("", "", true), ("", "+49", false), ("+4**9", "+49", true), ("*1*1*", "+1", false),
        ])
    func pattern(_ pattern: String, _ number: String, _ matches: Bool) {
        #expect(NumberPattern(pattern).matches(number) == matches)
    }

    private func plan(_ number: String, campaign: Int64? = 1, attempt: Int64 = 1, by rules: [OutcomeRule] = [])
        -> CallPlan
    {
        CallPlan(
            CallQuestion(phoneNumber: number, campaignID: campaign, contactID: 7, attempt: attempt), by: rules)
    }
}
