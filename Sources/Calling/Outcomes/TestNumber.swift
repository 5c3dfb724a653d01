/// A phone number that decides the outcome of its calls (calling.md, §5): `+1500555` and four digits.
package struct TestNumber: Sendable, Equatable {
    private let outcome: CallOutcome
    /// The last attempt with the outcome. Later calls are completed. `nil` if all calls have the outcome.
    private let lastAttempt: Int64?

    /// - Returns: `nil` for a number that is no test number.
    package init?(_ number: String) {
        let prefix: StaticString = "+1500555"
        let bytes = number.utf8.span
        guard bytes.count == 12 else { return nil }
        for index in 0..<8 where bytes[index] != prefix.utf8Start[index] { return nil }
        let zero = UInt8(ascii: "0")
        let digits = (bytes[8] &- zero, bytes[9] &- zero, bytes[10] &- zero, bytes[11] &- zero)
        guard digits.2 == 0, digits.3 <= 9 else { return nil }
        switch (digits.0, digits.1) {
        case (0, 0):
            guard let outcome = Self.outcome(digits.3) else { return nil }
            (self.outcome, lastAttempt) = (outcome, nil)
        case (1, let digit):
            guard let outcome = Self.outcome(digit) else { return nil }
            (self.outcome, lastAttempt) = (outcome, Int64(digits.3))
        default: return nil
        }
    }

    package func outcome(ofAttempt attempt: Int64) -> CallOutcome {
        if let lastAttempt, attempt > lastAttempt { return .completed }
        return outcome
    }

    private static func outcome(_ digit: UInt8) -> CallOutcome? {
        switch digit {
        case 1: .noAnswer
        case 2: .busy
        case 3: .failed
        case 4: .voicemail
        case 5: .goalIncomplete
        default: nil
        }
    }
}
