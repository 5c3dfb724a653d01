import HTTPServer
import HTTPTypes
import JSON
import Validation

// The stream of events.
extension ControlPlane {
    static let eventFields = RequestMatch.queryFields + [lastEventID]
    private static let lastEventID = Field("last_event_id", .nullable)

    /// Responds with the stream of events that match the journal's filters.
    ///
    /// A browser that reconnects sends `Last-Event-ID`. Another client may send the parameter `last_event_id`.
    /// A value that is no number cannot be an identifier of this mock, so every event that is kept is then sent.
    func follow(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let (match, parameters) = try RequestMatch.read(QueryParameters(request.query), fields)
        let text = request[.lastEventID] ?? parameters.string(Self.lastEventID.name) ?? ""
        let lastID = text.isEmpty ? nil : UInt64(text) ?? 0
        return EventFeed(
            subscription: journal.subscribe(after: lastID, to: match.criteria.isEmpty ? nil : match),
            heartbeat: options.heartbeat, explainer: explainer
        ).response()
    }
}

extension HTTPField.Name {
    // "Last-Event-ID" is a valid field name, so the fallback is never used.
    fileprivate static let lastEventID = Self("Last-Event-ID") ?? .expect
}
