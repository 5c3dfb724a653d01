import Foundation
package import HTTPTypes
package import HTTPWire

/// Which system call an event loop waits in.
package enum PollerKind: String, Sendable, CaseIterable {
    /// epoll(7): Linux only.
    case epoll
    /// poll(2): everywhere.
    case poll

    /// The best one that this platform has.
    package static var platformDefault: PollerKind {
        #if os(Linux)
        .epoll
        #else
        .poll
        #endif
    }

    package static var available: [PollerKind] {
        #if os(Linux)
        [.epoll, .poll]
        #else
        [.poll]
        #endif
    }
}

/// How long a client may take.
///
/// None of these bounds how long a handler thinks.
package struct ServerTimeouts: Sendable, Equatable {
    /// A request's whole head, from its first byte; then 408.
    package var head: Duration = .seconds(10)
    /// A body must bring ``minimumBodyBytes`` (or what is left of it) in each such interval; else 408.
    package var bodyProgress: Duration = .seconds(10)
    /// Fewer bytes than this in one ``bodyProgress`` are no progress: one byte now and then keeps nothing alive.
    package var minimumBodyBytes = 8
    /// A whole body, however steadily it comes; then 408.
    package var body: Duration = .seconds(120)
    /// A client must take something of a waiting answer in each such interval; else its connection is reset.
    package var writeProgress: Duration = .seconds(10)
    /// A client must have taken the whole of an answer, streams apart; else its connection is reset.
    package var write: Duration = .seconds(120)
    /// Between two requests; then the connection is closed without a word.
    package var idle: Duration = .seconds(75)
    /// How long input is read and dropped after the last answer, so that the client can read that answer in peace.
    package var linger: Duration = .seconds(2)
    /// How long a stream may write nothing once its client has shut its sending side; then it is ended.
    package var halfClosedStream: Duration = .seconds(1)
    /// How long a handler works on before a client that has shut its sending side is asked whether it is still there.
    package var halfClosedRequest: Duration = .milliseconds(250)
    /// How long requests in flight may take to finish once the server is told to stop.
    package var shutdownGrace: Duration = .seconds(5)

    package init() {}
}

/// Everything that can be chosen about a ``Server``.
package struct ServerConfiguration: Sendable {
    /// A name or an address.
    ///
    /// A name with several addresses (`localhost`) is listened to on each of them.
    package var host = "127.0.0.1"
    /// What `host` stands for, where the caller has looked it up and decided something by it; `nil`: the server does.
    package var addresses: HostAddresses?
    /// 0 picks a free port.
    package var port = 0
    /// Listen on this Unix domain socket, in place of `host` and `port`.
    package var unixSocketPath: String?
    /// How many connections the kernel may hold that are not yet accepted; it may lower this.
    package var backlog = 1_024
    package var pollerKind = PollerKind.platformDefault
    /// Event loops, one thread each; `nil`: one for each core, at most four.
    package var threads: Int?
    package var requestLimits = RequestLimits()
    /// How paths are brought into the form that routes are compared with.
    package var pathRules = PathRules()
    package var timeouts = ServerTimeouts()
    /// Connections beyond this are answered 503 and closed.
    package var maximumConnections = 10_000
    /// Whether the handler gets a request whose body is over the limit, without that body and with ``Request/fault`` set,
    /// because it checks something that comes before. Otherwise the server answers 413 by itself.
    package var handsOverTooLargeRequests = false
    /// Fields of an answer that no handler made, besides its content type.
    ///
    /// - Parameter head: what had come of the request.
    package var errorFields: @Sendable (_ head: PartialHead) -> HTTPFields = { _ in HTTPFields() }
    /// Told of every request, or what came in place of one, that the server refused itself, and of its answer; called on the
    /// connection's event loop, before the answer is sent.
    package var onRefusal: @Sendable (RefusedRequest, Response) -> Void = { _, _ in }
    /// The JSON body of an answer that no handler made: a request that is not HTTP, too large, too slow.
    package var errorBody: @Sendable (HTTPResponse.Status, _ message: String) -> [UInt8] = ErrorBody.message

    package init() {}

    /// How many event loops there will be.
    package var loopCount: Int { max(1, threads ?? min(4, ProcessInfo.processInfo.activeProcessorCount)) }
}
