import JSON

/// Whether as many requests match as were expected, as far as the journal knows.
struct Verification: Sendable {
    let match: RequestMatch
    let expectation: CountExpectation
    /// The numbers of the requests that match.
    let numbers: [Int]
    /// Requests that may match, and that the journal no longer has.
    let forgotten: Int
    /// Requests that may match, and of whose bodies only the beginning was kept.
    let cut: Int

    init(_ match: RequestMatch, _ expectation: CountExpectation, in contents: JournalContents) {
        var numbers: [Int] = []
        var cut = 0
        for entry in contents.entries {
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

    /// `nil` when it cannot be known.
    var holds: Bool? { expectation.isMet(by: numbers.count, uncertain: forgotten + cut) }

    /// For people; says what would help where nothing can be known.
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

    /// Says that requests which may match are no longer known, and what would help.
    static func explanation(forgotten: Int) -> String {
        let subject = forgotten == 1 ? "1 request that may match" : "\(forgotten) requests that may match"
        return "The journal has forgotten \(subject): start the mock with a larger --journal-entries, "
            + "empty the journal before a test, or look only behind a request with since."
    }
}
