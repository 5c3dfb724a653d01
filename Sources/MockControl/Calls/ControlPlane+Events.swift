import HTTPServer
import HTTPTypes
import JSON
import Validation

// The stream of events.
extension ControlPlane {
    /// A browser repeats the last identifier in a header field; a client without one may give it as a parameter.
    ///
    /// An identifier that this mock never gave comes from another one: everything that is kept is then new.
    func follow(_ request: Request) async throws(ControlRefusal) -> Response {
        let name = "last_event_id"
        let parameters = try QueryParameters(request.query).validated([Field(name, .nullable)])
        let text = request[.lastEventID] ?? parameters.string(name) ?? ""
        let lastID = text.isEmpty ? nil : UInt64(text) ?? 0
        return EventFeed(
            subscription: journal.subscribe(after: lastID), heartbeat: options.heartbeat
        ).response()
    }
}

extension HTTPField.Name {
    // A token, so the initialiser cannot fail; the fallback is never taken.
    fileprivate static let lastEventID = Self("Last-Event-ID") ?? .expect
}
