import Base
import HTTPServer
import HTTPTypes

/// Writes events to one follower's connection until the follower disconnects or is too slow, or the server stops.
struct EventFeed: Sendable {
    let subscription: EventSubscription
    let heartbeat: Duration
    let explainer: RequestExplainer

    /// The time that a browser waits before it reconnects. Short, so that a dropped follower soon gets what it missed.
    private static let retryMilliseconds = 1_000

    func response() -> Response {
        // Proxies must pass each event on at once. `no-transform` forbids compression (RFC 9111 §5.2.2.6), which delays
        // bytes. `X-Accel-Buffering: no` turns off nginx's buffering.
        Response(
            status: .ok,
            fields: [
                .contentType: "text/event-stream", .cacheControl: "no-cache, no-transform", .accelBuffering: "no",
            ],
            body: .stream { [self] writer in try await write(to: writer) })
    }

    private func write(to writer: BodyWriter) async throws {
        // Written at once, so that a follower sees that the stream works before the first event.
        try await writer.write(
            ServerSentEvent.comment("events follow") + ServerSentEvent.retry(milliseconds: Self.retryMilliseconds))
        for item in subscription.takeMissed() { try await writer.write(item.encoded(by: explainer)) }

        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await item in subscription.items { try await writer.write(item.encoded(by: explainer)) }
            }
            group.addTask {
                while true {
                    try await Task.pause(for: heartbeat)
                    subscription.beat()
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}

extension HTTPField.Name {
    // "X-Accel-Buffering" is a valid field name, so the fallback is never used.
    fileprivate static let accelBuffering = Self("X-Accel-Buffering") ?? .cacheControl
}
