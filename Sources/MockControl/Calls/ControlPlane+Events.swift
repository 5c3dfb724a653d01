import HTTPServer
import HTTPTypes
import JSON
import Validation

// Everything that happens, as it happens.
extension ControlPlane {
    /// A browser repeats the last identifier in a header; who follows by hand may give it as a parameter.
    func follow(_ request: Request) async throws(ControlRefusal) -> Response {
        let name = "last_event_id"
        let query = QueryParameters(request.query)
        _ = try query.validated([Field(name, .nullable, .integer, .min(0))])
        let text = request[.lastEventID] ?? query[name]
        let lastID = text.flatMap { $0.isEmpty ? nil : $0 }.map { UInt64($0) }
        if let lastID, lastID == nil {
            throw .invalid(name, "The last event id field must be an identifier of this stream.")
        }
        return EventFeed(
            subscription: journal.subscribe(after: lastID ?? nil), heartbeat: options.heartbeat
        ).response()
    }
}

extension HTTPField.Name {
    // A token, so the initialiser cannot fail; the fallback is never taken.
    fileprivate static let lastEventID = Self("Last-Event-ID") ?? .expect
}
