import JSON

/// One item of a follower's stream.
enum EventItem: Sendable {
    case event(Event)
    /// The identifiers of events that the follower has not seen and that are no longer kept.
    case lost(ClosedRange<UInt64>)
    /// A comment, sent at a fixed interval.
    ///
    /// - Parameter seen: the last event that the follower has seen or did not want; `nil` when the stream has no filter.
    case heartbeat(seen: UInt64?)

    /// - Parameter explainer: adds the reason of a request's answer.
    func encoded(by explainer: RequestExplainer? = nil) -> [UInt8] {
        switch self {
        case .event(let event): return event.encoded(by: explainer)
        case .lost(let range):
            let data: JSONValue = [
                "from": .integer(Int64(clamping: range.lowerBound)), "to": .integer(Int64(clamping: range.upperBound)),
            ]
            return ServerSentEvent.encode(id: nil, name: "lost", data: data.encoded())
        case .heartbeat(let seen): return ServerSentEvent.comment("still here", id: seen)
        }
    }
}
