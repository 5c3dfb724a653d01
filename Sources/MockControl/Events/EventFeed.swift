import HTTPServer
import HTTPTypes
import JSON

/// Writes one follower's events to its connection until it goes, is too slow, or the server stops.
struct EventFeed: Sendable {
    let subscription: EventBroadcaster.Subscription
    let heartbeat: Duration

    /// How long a browser waits before it connects again, so that a dropped follower soon has what it missed.
    private static let retryMilliseconds = 1_000

    func response() -> Response {
        Response(
            status: .ok, fields: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: .stream { [self] writer in try await write(to: writer) })
    }

    private func write(to writer: BodyWriter) async throws {
        var opening = ServerSentEvent.retry(milliseconds: Self.retryMilliseconds)
        if let lost = subscription.lost {
            let data: JSONValue = [
                "from": .integer(Int64(clamping: lost.lowerBound)), "to": .integer(Int64(clamping: lost.upperBound)),
            ]
            opening += ServerSentEvent.encode(id: nil, name: "lost", data: data.encoded())
        }
        try await writer.write(opening)
        for event in subscription.missed { try await writer.write(event.encoded()) }

        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await item in subscription.items { try await writer.write(item.encoded()) }
            }
            group.addTask {
                while true {
                    try await Task.sleep(for: heartbeat)
                    subscription.beat()
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}

extension EventBroadcaster.Item {
    fileprivate func encoded() -> [UInt8] {
        switch self {
        case .event(let event): event.encoded()
        case .heartbeat: ServerSentEvent.comment("still here")
        }
    }
}
