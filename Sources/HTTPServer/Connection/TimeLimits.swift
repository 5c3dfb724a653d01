import Base

/// The values of ``ServerTimeouts`` in nanoseconds. All connections of a server share one object.
final class TimeLimits: Sendable {
    let head, bodyProgress, body, writeProgress, write, idle, linger, halfClosedStream, shutdownGrace: Int64
    let halfClosedRequest: Int64
    let minimumBodyBytes: Int

    init(_ timeouts: ServerTimeouts) {
        head = timeouts.head.nanoseconds
        bodyProgress = timeouts.bodyProgress.nanoseconds
        body = timeouts.body.nanoseconds
        writeProgress = timeouts.writeProgress.nanoseconds
        write = timeouts.write.nanoseconds
        idle = timeouts.idle.nanoseconds
        linger = timeouts.linger.nanoseconds
        halfClosedStream = timeouts.halfClosedStream.nanoseconds
        halfClosedRequest = timeouts.halfClosedRequest.nanoseconds
        shutdownGrace = timeouts.shutdownGrace.nanoseconds
        minimumBodyBytes = timeouts.minimumBodyBytes
    }
}
