/// The last answer of a ``CallingWindow``, because most questions are about the same span of time.
struct OpenSpan: Sendable {
    /// The window is closed from this second until ``opening``.
    private var closedFrom: Int64 = .max
    /// `Int64.max` if the window does not open any more; then ``closing`` is so, too.
    private var opening: Int64 = .max
    /// The first second in which the window is closed again; `Int64.max` if it does not close any more.
    private var closing: Int64 = .min

    /// Returns what ``CallingWindow/opens(notBefore:)`` returns, but `Int64.max` for `nil`.
    mutating func opening(of window: CallingWindow, notBefore second: Int64) -> Int64 {
        if closedFrom <= second, second < closing { return max(second, opening) }
        closedFrom = second
        opening = window.opens(notBefore: second) ?? .max
        closing = opening == .max ? .max : window.closes(after: opening) ?? .max
        return opening
    }
}
