package import JSON

/// One member of a request's body or query, or one that it could have had, with what became of it.
package struct ReviewedMember: Sendable, Equatable {
    package enum Verdict: String, Sendable, CaseIterable {
        case valid, invalid, unknown
        /// A later member has the same name, and counts.
        case repeated
        /// Required, and not sent.
        case missing
        case notSent = "not_sent"
    }

    /// Its name, or the path of an element such as `allowed_days.2`.
    package let path: String
    package let verdict: Verdict
    /// As sent; `nil` when it was not sent.
    package let value: JSONValue?
    /// Whether it stood in the query.
    package var isInQuery = false
    /// What the API takes it as, where that differs from ``value``.
    package var takenAs: JSONValue?
    /// What the rules ask of a value, in plain words; `nil` where nothing is asked, or no rule is known.
    package var rule: String?
    /// Why it was refused, in the API's words.
    package var messages: [String] = []
    /// What is odd about it.
    package var warnings: [String] = []
    /// What the API takes when it is not sent; `nil` where there is no such value.
    package var defaultValue: JSONValue?

    package init(_ path: String, _ verdict: Verdict, _ value: JSONValue?) {
        self.path = path
        self.verdict = verdict
        self.value = value
    }
}
