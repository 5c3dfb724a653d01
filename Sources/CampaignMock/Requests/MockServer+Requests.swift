import MockControl

extension MockServer {
    func exchange(_ entry: JournalEntry) -> MockExchange { MockExchange(entry, publicURL: publicURL) }

    /// Every request that the mock has recorded, the oldest first. It keeps the last
    /// ``ControlPlaneOptions/journalEntries``.
    ///
    /// - Throws: ``MockError`` when the journal is off.
    public var requests: [MockExchange] {
        get throws(MockError) { try requests(matching: .all) }
    }

    /// The recorded requests that match, the oldest first.
    ///
    ///     let creates = try mock.requests(matching: MockMatch("POST", "/user/campaign", account: "mine"))
    ///
    /// - Throws: ``MockError`` when a condition can never hold, or the journal is off.
    public func requests(matching match: MockMatch) throws(MockError) -> [MockExchange] {
        try steering { () throws(ControlRefusal) in
            try control.entries(matching: RequestMatch(match.document)).map(exchange)
        }
    }

    /// Waits until a request is recorded that matches. A request that was recorded before counts too.
    ///
    ///     let request = try await mock.wait(for: MockMatch("POST", "/user/lead", status: 200))
    ///
    /// The mock tells of each request, so the wait polls nothing.
    ///
    /// - Parameters:
    ///   - match: The requests to wait for.
    ///   - count: The number of matching requests to wait for, 1 to 1,000,000.
    ///   - timeout: The longest wait, at most a day.
    /// - Returns: The request that completes the number.
    /// - Throws: ``MockError`` with the nearest miss after the timeout or when the mock stops, or when a condition can
    ///   never hold. `CancellationError` when the task is cancelled.
    @discardableResult
    public func wait(
        for match: MockMatch, count: Int = 1, timeout: Duration = .seconds(5)
    ) async throws -> MockExchange {
        try OptionCheck.number("wait.count", count, in: 1...1_000_000)
        let milliseconds = try timeout.milliseconds("wait.timeout", in: 0...86_400_000)
        let result = try await steering { () async throws(ControlRefusal) in
            try await control.wait(
                for: RequestMatch(match.document), count: count, timeoutMilliseconds: milliseconds)
        }
        switch result {
        case .found(let entry): return exchange(entry)
        case .missing(let message):
            try Task.checkCancellation()
            throw MockError(message)
        }
    }

    /// Checks that exactly so many requests were recorded that match.
    ///
    ///     try mock.verify(MockMatch("DELETE", "/user/campaign/1"), count: 1)
    ///
    /// - Throws: ``MockError`` with what was found and the nearest miss; also when the journal has forgotten requests
    ///   that may match.
    public func verify(_ match: MockMatch, count: Int) throws(MockError) {
        try OptionCheck.number("verify.count", count, in: 0...Int.max)
        try verify(match, CountExpectation(exactly: count))
    }

    /// Checks that at least, and at most, so many requests were recorded that match.
    ///
    /// - Throws: ``MockError`` with what was found and the nearest miss; also when the journal has forgotten requests
    ///   that may match.
    public func verify(_ match: MockMatch, atLeast: Int = 1, atMost: Int? = nil) throws(MockError) {
        try OptionCheck.number("verify.atLeast", atLeast, in: 0...Int.max)
        if let atMost { try OptionCheck.number("verify.atMost", atMost, in: atLeast...Int.max) }
        try verify(match, CountExpectation(atLeast: atLeast, atMost: atMost))
    }

    private func verify(_ match: MockMatch, _ expectation: CountExpectation) throws(MockError) {
        let mistake = try steering { () throws(ControlRefusal) in
            try control.mistake(RequestMatch(match.document), expectation)
        }
        if let mistake { throw MockError(mistake) }
    }

    /// Deletes the recorded requests that match, as if they had never come.
    ///
    /// - Returns: The number of requests deleted.
    /// - Throws: ``MockError`` when a condition can never hold.
    @discardableResult
    public func forgetRequests(matching match: MockMatch = .all) throws(MockError) -> Int {
        try steering { () throws(ControlRefusal) in
            control.forgetRequests(matching: try RequestMatch(match.document))
        }
    }
}

extension Duration {
    /// The duration in milliseconds, without the fraction.
    ///
    /// - Throws: ``MockError`` when it is out of range.
    func milliseconds(_ name: String, in range: ClosedRange<Int>) throws(MockError) -> Int {
        guard self >= .milliseconds(range.lowerBound), self <= .milliseconds(range.upperBound) else {
            throw MockError(
                "\(name) \(self) is out of range. Choose from \(Duration.milliseconds(range.lowerBound)) to "
                    + "\(Duration.milliseconds(range.upperBound)).")
        }
        // In range, so both products are small.
        return Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
