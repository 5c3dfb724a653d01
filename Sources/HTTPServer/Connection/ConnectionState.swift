/// Where a connection stands between two requests, and how long it may stand there.
///
/// Knows no socket and reads no clock: it is told what has happened and when, and says until when that may last and
/// what to do after that.
struct ConnectionState {
    enum Phase: Equatable {
        /// Between two requests: nothing of the next one has come.
        case idle
        case readingHead
        case readingBody
        /// A handler has the request; the connection reads no further.
        case handling
        /// A whole answer waits for the client to take it.
        case writing
        /// A handler is still producing its answer.
        case streaming
        /// The last answer is out; input is dropped until the client closes (RFC 9112 §9.6).
        case lingering
        /// Never to be answered; input is dropped until the client closes.
        case ignoring
        case closed
    }

    enum Expiry: Equatable {
        /// Nobody waits for anything: close without a word.
        case close
        /// The request has taken too long: answer 408 and close.
        case refuse
        /// The client has shut its sending side and may be gone: send an interim response, which tells.
        case probe
        /// The client of a stream has shut its sending side, and the stream had nothing to say: end it in an orderly way.
        case endStream
        /// The client does not take its answer: reset the connection, so that it is not kept in the kernel either.
        case reset
    }

    private(set) var phase = Phase.idle
    private(set) var deadline: Moment
    /// When the present body or answer must be complete, however steadily it moves.
    private var end = Moment.never
    /// What the present interval has brought of the body.
    private var bytesOfInterval = 0
    private var streamIsHalfClosed = false
    /// Whether a part of the stream waits for the client to take it.
    private var streamIsWaiting = false

    init(at now: Moment, _ limits: TimeLimits) {
        deadline = now + limits.idle
    }

    /// Whether input is wanted for the sake of a request.
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

    /// The head's time runs from its first byte and nothing prolongs it.
    mutating func awaitsRestOfHead(at now: Moment, _ limits: TimeLimits) {
        guard phase != .readingHead else { return }
        phase = .readingHead
        deadline = now + limits.head
    }

    /// The body's time is prolonged by progress, up to a limit for the whole of it.
    ///
    /// - Parameter received: how many bytes have come since the last call.
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

    /// The client of a request that is being handled has shut its sending side.
    mutating func requestLosesSender(at now: Moment, _ limits: TimeLimits) {
        deadline = now + limits.halfClosedRequest
    }

    /// The client has been sent an interim response.
    mutating func probes() {
        deadline = .never
    }

    /// The answer does not fit into the socket: a part of it waits.
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

    /// The client of a stream has shut its sending side, so it may well be gone; what the stream still writes tells.
    mutating func streamLosesSender(at now: Moment, _ limits: TimeLimits) {
        streamIsHalfClosed = true
        if deadline == .never { deadline = now + limits.halfClosedStream }
    }

    /// The client has taken something of the answer.
    mutating func wrote(hasMore: Bool, at now: Moment, _ limits: TimeLimits) {
        streamIsWaiting = hasMore
        switch phase {
        case .writing: deadline = min(now + limits.writeProgress, end)
        case .streaming where hasMore: deadline = now + limits.writeProgress
        case .streaming: deadline = streamIsHalfClosed ? now + limits.halfClosedStream : .never
        default: break
        }
    }

    /// A stream has produced more than the client takes.
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

    /// What to do once the deadline has passed.
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
