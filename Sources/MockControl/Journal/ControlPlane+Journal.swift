// The journal for a program in the same process.
extension ControlPlane {
    /// The recorded requests that match, the oldest first.
    ///
    /// - Throws: ``ControlRefusal/conflict(_:)`` when the journal is off.
    package func entries(matching match: RequestMatch) throws(ControlRefusal) -> [JournalEntry] {
        try requireJournal()
        return journal.contents.entries(for: match).filter { $0.matches(match) == true }
    }

    /// The recorded requests of an account, the oldest first, and how many of them the journal may have forgotten.
    package func entries(ofAccount name: String) -> (entries: [JournalEntry], forgotten: Int) {
        let match = RequestMatch(criteria: [.account(name)])
        let contents = journal.contents
        return (Array(contents.entries(for: match)), contents.forgotten.count(possibleFor: match))
    }

    /// Deletes the requests that match; all when the match has no criteria.
    ///
    /// - Returns: the number of requests deleted.
    @discardableResult
    package func forgetRequests(matching match: RequestMatch) -> Int {
        match.criteria.isEmpty ? journal.clear() : journal.remove(matching: match)
    }

    /// Checks how many requests were recorded that match.
    ///
    /// - Returns: `nil` when the number is as expected, else one line with the nearest miss.
    /// - Throws: ``ControlRefusal/conflict(_:)`` when the journal is off.
    package func mistake(
        _ match: RequestMatch, _ expectation: CountExpectation
    ) throws(ControlRefusal) -> String? {
        try requireJournal()
        let contents = journal.contents
        let verification = Verification(match, expectation, in: contents)
        if verification.holds == true { return nil }
        return Self.line(verification.message, NearMiss.nearest(to: match, in: contents.entries))
    }

    /// What a wait for requests led to.
    package enum WaitResult: Sendable {
        /// The request that completed the number.
        case found(JournalEntry)
        /// The time was over, the task was cancelled or the mock stopped. One line with the nearest miss.
        case missing(String)
    }

    /// Waits until a number of matching requests are recorded. Requests that are recorded already count.
    ///
    /// - Parameter timeoutMilliseconds: at least 0.
    /// - Throws: ``ControlRefusal/conflict(_:)`` when the journal is off.
    package func wait(
        for match: RequestMatch, count: Int, timeoutMilliseconds: Int
    ) async throws(ControlRefusal) -> WaitResult {
        try requireJournal()
        let wait = RequestWait(match: match, count: count, timeoutMilliseconds: timeoutMilliseconds)
        let outcome = await wait.outcome(in: journal)
        if let entry = outcome.entry { return .found(entry) }
        return .missing(Self.line(wait.message(outcome), NearMiss.nearest(to: match, in: journal.contents.entries)))
    }

    /// The request of an account that comes closest to what a fault matches, in one line; `nil` when there is no such
    /// fault, or every request matches.
    package func nearestMiss(toFault id: String, ofAccount name: String) -> String? {
        guard let match = faults.fault(id: id)?.match else { return nil }
        return NearMiss.line(NearMiss.nearest(to: match, in: entries(ofAccount: name).entries))
    }

    private static func line(_ message: String, _ misses: [NearMiss]) -> String {
        [message, NearMiss.line(misses)].compactMap(\.self).joined(separator: " ")
    }
}
