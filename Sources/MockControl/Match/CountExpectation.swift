/// The expected number of matching requests.
package struct CountExpectation: Sendable, Equatable {
    var atLeast: Int
    var atMost: Int?

    package init(exactly count: Int) {
        atLeast = count
        atMost = count
    }

    package init(atLeast: Int? = nil, atMost: Int? = nil) {
        self.atLeast = atLeast ?? (atMost == nil ? 1 : 0)
        self.atMost = atMost
    }

    /// Whether the number of matching requests is as expected.
    ///
    /// - Parameters:
    ///   - count: requests that match.
    ///   - uncertain: requests that may match.
    /// - Returns: `nil` when the uncertain requests decide.
    func isMet(by count: Int, uncertain: Int) -> Bool? {
        let most = atMost ?? .max
        if count > most || count + uncertain < atLeast { return false }
        return count >= atLeast && count + uncertain <= most ? true : nil
    }

    /// The expectation in a message, such as `exactly 2 requests`.
    var description: String {
        switch (atLeast, atMost) {
        case (let least, let most?) where least == most: "exactly \(Self.requests(least))"
        case (0, let most?): "at most \(Self.requests(most))"
        case (let least, let most?): "\(least) to \(Self.requests(most))"
        case (let least, nil): "at least \(Self.requests(least))"
        }
    }

    private static func requests(_ count: Int) -> String {
        count == 1 ? "1 request" : "\(count) requests"
    }
}
