import HTTPServer
import HTTPTypes
import JSON
import Validation

// The stream of events.
extension ControlPlane {
    /// Responds with the stream of events that match the journal's filters.
    ///
    /// A browser that reconnects sends `Last-Event-ID`. Another client may send the parameter `last_event_id`.
    /// A value that is no number cannot be an identifier of this mock, so every event that is kept is then sent.
    func follow(_ request: Request) async throws(ControlRefusal) -> Response {
        let name = "last_event_id"
        let (match, parameters) = try RequestMatch.read(
            QueryParameters(request.query), extra: [Field(name, .nullable)])
        let text = request[.lastEventID] ?? parameters.string(name) ?? ""
        let lastID = text.isEmpty ? nil : UInt64(text) ?? 0
        return EventFeed(
            subscription: journal.subscribe(after: lastID, to: match.criteria.isEmpty ? nil : match),
            heartbeat: options.heartbeat
        ).response()
    }
}

extension HTTPField.Name {
    // "Last-Event-ID" is a valid field name, so the fallback is never used.
    fileprivate static let lastEventID = Self("Last-Event-ID") ?? .expect
}
