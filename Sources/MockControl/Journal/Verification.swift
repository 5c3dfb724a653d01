import JSON

/// The check whether the expected number of requests match, as far as the journal knows.
struct Verification: Sendable {
    let match: RequestMatch
    let expectation: CountExpectation
    /// The numbers of the requests that match.
    let numbers: [Int]
    /// The number of requests that may match, but that the journal no longer keeps.
    let forgotten: Int
    /// The number of requests that may match, but whose bodies were kept only in part.
    let cut: Int

    init(_ match: RequestMatch, _ expectation: CountExpectation, in contents: JournalContents) {
        var numbers: [Int] = []
        var cut = 0
        for entry in contents.entries(for: match) {
            switch entry.matches(match) {
            case true?: numbers.append(entry.number)
            case false?: break
            case nil: cut += 1
            }
        }
        self.match = match
        self.expectation = expectation
        self.numbers = numbers
        self.cut = cut
        forgotten = contents.forgotten.count(possibleFor: match)
    }

    /// Whether the expectation is met; `nil` when the forgotten or cut requests decide.
    var holds: Bool? { expectation.isMet(by: numbers.count, uncertain: forgotten + cut) }

    /// The result in one line. If there is none, the line says what to change.
    var message: String {
        let (expected, found) = ("\(expectation.description) \(match.description)", numbers.count)
        switch holds {
        case true?: return "Found \(found) of \(expected)."
        case false?: return "Expected \(expected), found \(found)."
        case nil: return "Expected \(expected), found \(found), and more may have come. \(explanation)"
        }
    }

    private var explanation: String {
        var sentences: [String] = []
        if forgotten > 0 { sentences.append(Self.explanation(forgotten: forgotten)) }
        if cut > 0 {
            let subject = cut == 1 ? "The body of 1 request was" : "The bodies of \(cut) requests were"
            sentences.append("\(subject) kept only in part: start the mock with a larger --journal-body-bytes.")
        }
        return sentences.joined(separator: " ")
    }

    /// Explains that forgotten requests may match, and how to avoid it.
    static func explanation(forgotten: Int) -> String {
        let subject = forgotten == 1 ? "1 request that may match" : "\(forgotten) requests that may match"
        return "The journal has forgotten \(subject): start the mock with a larger --journal-entries, "
            + "empty the journal before a test, or match only later requests with since."
    }
}
