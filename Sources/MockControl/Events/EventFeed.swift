import HTTPServer
import HTTPTypes

/// Writes one follower's events to its connection until it leaves, is too slow, or the server stops.
struct EventFeed: Sendable {
    let subscription: EventSubscription
    let heartbeat: Duration

    /// How long a browser waits before it connects again: a follower that was dropped soon has what it missed.
    private static let retryMilliseconds = 1_000

    func response() -> Response {
        // Proxies pass each event on at once: `no-transform` keeps them from compressing (RFC 9111 §5.2.2.6), which
        // holds bytes back, and `X-Accel-Buffering` keeps nginx from collecting.
        Response(
            status: .ok,
            fields: [
                .contentType: "text/event-stream", .cacheControl: "no-cache, no-transform", .accelBuffering: "no",
            ],
            body: .stream { [self] writer in try await write(to: writer) })
    }

    private func write(to writer: BodyWriter) async throws {
        // A follower sees at once that the stream works, however long it takes until something happens.
        try await writer.write(
            ServerSentEvent.comment("events follow") + ServerSentEvent.retry(milliseconds: Self.retryMilliseconds))
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

extension HTTPField.Name {
    // A token, so the initialiser cannot fail; the fallback is never taken.
    fileprivate static let accelBuffering = Self("X-Accel-Buffering") ?? .cacheControl
}
