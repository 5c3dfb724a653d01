/// How many calls have which outcome, also by the time at which they began.
package struct CallCounts: Sendable, Equatable {
    /// Calls of one span of time.
    package struct Span: Sendable, Equatable {
        /// In Unix seconds.
        package var beganAt: Int64
        package var tally: Tally
    }

    /// Calls by outcome; those that go on have none yet.
    package struct Tally: Sendable, Equatable {
        package var outcomes: [OutcomeName: Int64] = [:]
        package var goingOn: Int64 = 0

        fileprivate mutating func add(_ count: Int64, of outcome: OutcomeName?) {
            if let outcome { outcomes[outcome, default: 0] += count } else { goingOn += count }
        }
    }

    /// All of them.
    package private(set) var all = Tally()
    /// Those of each span in which a call began, in the order of time; none where spans were not asked for.
    package private(set) var spans: [Span] = []

    /// The number of calls.
    package var total: Int64 { all.outcomes.values.reduce(all.goingOn, +) }

    /// - Parameters:
    ///   - outcome: `nil` for calls that go on.
    ///   - time: the beginning of their span, not before that of the last one; `nil` where spans are not asked for.
    mutating func add(_ count: Int64, of outcome: OutcomeName?, beganAt time: Int64?) {
        all.add(count, of: outcome)
        guard let time else { return }
        if spans.last?.beganAt != time { spans.append(Span(beganAt: time, tally: Tally())) }
        spans[spans.count - 1].tally.add(count, of: outcome)
    }
}
