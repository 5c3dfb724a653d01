import HTTPServer
import HTTPTypes

/// Writes one follower's events to its connection until it goes, is too slow, or the server stops.
struct EventFeed: Sendable {
    let subscription: EventSubscription
    let heartbeat: Duration

    /// How long a browser waits before it connects again, so that a dropped follower soon has what it missed.
    private static let retryMilliseconds = 1_000

    func response() -> Response {
        Response(
            status: .ok, fields: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: .stream { [self] writer in try await write(to: writer) })
    }

    private func write(to writer: BodyWriter) async throws {
        try await writer.write(ServerSentEvent.retry(milliseconds: Self.retryMilliseconds))
        for item in subscription.takeMissed() { try await writer.write(item.encoded()) }

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
