import Base

/// The phase of a connection, and the deadline of that phase.
///
/// A value without a socket or a clock. The caller reports each event with its time. The state returns the deadline, and
/// what to do when the deadline has passed.
struct ConnectionState {
    enum Phase: Equatable {
        /// No byte of the next request has arrived.
        case idle
        case readingHead
        case readingBody
        /// A handler has the request; the connection reads nothing.
        case handling
        /// A complete response waits for the client to receive it.
        case writing
        /// A handler produces the body of its response.
        case streaming
        /// The last response is sent; input is dropped until the client closes (RFC 9112 §9.6).
        case lingering
        /// The request gets no response (``Response/Delivery/never``); input is dropped until the client closes.
        case ignoring
        case closed
    }

    enum Expiry: Equatable {
        /// No request is in flight: close without a response.
        case close
        /// The request has taken too long: respond 408 and close.
        case refuse
        /// The client has shut its sending side and may have closed the connection: send an interim response to find out.
        case probe
        /// The client of a stream has shut its sending side and the stream has written nothing: end it in an orderly way.
        case endStream
        /// The client does not receive its response: reset the connection, so that the kernel frees it as well.
        case reset
    }

    private(set) var phase = Phase.idle
    private(set) var deadline: Moment
    /// When the current body or response must be complete, even when it makes progress.
    private var end = Moment.never
    /// The number of body bytes that have arrived in the current interval.
    private var bytesOfInterval = 0
    private var streamIsHalfClosed = false
    /// Whether bytes of the stream wait for the client to receive them.
    private var streamIsWaiting = false

    init(at now: Moment, _ limits: TimeLimits) {
        deadline = now + limits.idle
    }

    /// Whether the connection reads a request in this phase.
    var readsRequests: Bool {
        switch phase {
        case .idle, .readingHead, .readingBody: true
        default: false
        }
    }

    // MARK: Reading

    mutating func awaitsRequest(at now: Moment, _ limits: TimeLimits) {
        guard phase != .idle else { return }
        phase = .idle
        deadline = now + limits.idle
    }

    /// The time for a head starts with its first byte. Progress does not extend it.
    mutating func awaitsRestOfHead(at now: Moment, _ limits: TimeLimits) {
        guard phase != .readingHead else { return }
        phase = .readingHead
        deadline = now + limits.head
    }

    /// Progress extends the time for a body, up to the limit for the complete body.
    ///
    /// - Parameter received: the number of bytes that have arrived since the last call.
    mutating func awaitsRestOfBody(received: Int, at now: Moment, _ limits: TimeLimits) {
        if phase != .readingBody {
            phase = .readingBody
            end = now + limits.body
            bytesOfInterval = limits.minimumBodyBytes
        } else {
            bytesOfInterval += received
        }
        guard bytesOfInterval >= limits.minimumBodyBytes else { return }
        bytesOfInterval = 0
        deadline = min(now + limits.bodyProgress, end)
    }

    // MARK: Answering

    mutating func handles() {
        phase = .handling
        deadline = .never
    }

    /// The client has shut its sending side while a handler has its request.
    mutating func requestLosesSender(at now: Moment, _ limits: TimeLimits) {
        deadline = now + limits.halfClosedRequest
    }

    /// The connection has sent an interim response.
    mutating func probes() {
        deadline = .never
    }

    /// The socket has not taken the complete response, so a part of it waits.
    mutating func answerWaits(at now: Moment, _ limits: TimeLimits) {
        phase = .writing
        end = now + limits.write
        deadline = min(now + limits.writeProgress, end)
    }

    mutating func streams() {
        phase = .streaming
        end = .never
        deadline = .never
        streamIsHalfClosed = false
        streamIsWaiting = false
    }

    /// The client of a stream has shut its sending side. The next write shows whether it has closed the connection.
    mutating func streamLosesSender(at now: Moment, _ limits: TimeLimits) {
        streamIsHalfClosed = true
        if deadline == .never { deadline = now + limits.halfClosedStream }
    }

    /// The socket has taken bytes of the response.
    ///
    /// - Parameter hasMore: whether further bytes wait.
    mutating func wrote(hasMore: Bool, at now: Moment, _ limits: TimeLimits) {
        streamIsWaiting = hasMore
        switch phase {
        case .writing: deadline = min(now + limits.writeProgress, end)
        case .streaming where hasMore: deadline = now + limits.writeProgress
        case .streaming: deadline = streamIsHalfClosed ? now + limits.halfClosedStream : .never
        default: break
        }
    }

    /// A stream has written more bytes than the socket has taken.
    mutating func streamWaits(at now: Moment, _ limits: TimeLimits) {
        streamIsWaiting = true
        deadline = now + limits.writeProgress
    }

    // MARK: Ending

    mutating func lingers(at now: Moment, _ limits: TimeLimits) {
        phase = .lingering
        deadline = now + limits.linger
    }

    mutating func ignores() {
        phase = .ignoring
        deadline = .never
    }

    mutating func closes() {
        phase = .closed
        deadline = .never
    }

    /// What to do when the deadline has passed.
    var expiry: Expiry {
        switch phase {
        case .readingHead, .readingBody: .refuse
        case .streaming where streamIsHalfClosed && !streamIsWaiting: .endStream
        case .writing, .streaming: .reset
        case .handling: .probe
        case .idle, .lingering, .ignoring, .closed: .close
        }
    }
}
