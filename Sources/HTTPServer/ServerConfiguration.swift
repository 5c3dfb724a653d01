import Foundation
package import HTTPTypes
package import HTTPWire

/// The system call in which an event loop waits.
package enum PollerKind: String, Sendable, CaseIterable {
    /// epoll(7), on Linux only.
    case epoll
    /// poll(2), on every platform.
    case poll

    /// The fastest kind that this platform has.
    package static var platformDefault: PollerKind {
        #if os(Linux)
        .epoll
        #else
        .poll
        #endif
    }

    /// The kinds that this platform has.
    package static var available: [PollerKind] {
        #if os(Linux)
        [.epoll, .poll]
        #else
        [.poll]
        #endif
    }
}

/// How long the server waits for a client.
///
/// None of these limits the time that a handler takes.
package struct ServerTimeouts: Sendable, Equatable {
    /// The time for a complete request head, from its first byte. The server then responds 408.
    package var head: Duration = .seconds(10)
    /// The interval in which at least ``minimumBodyBytes`` of a request body must arrive. Otherwise the server
    /// responds 408.
    package var bodyProgress: Duration = .seconds(10)
    /// The number of bytes that count as progress in one ``bodyProgress``.
    ///
    /// It is more than one, so that a client cannot hold a connection by sending single bytes.
    package var minimumBodyBytes = 8
    /// The time for a complete request body, even when it makes progress. The server then responds 408.
    package var body: Duration = .seconds(120)
    /// The interval in which a client must receive some bytes of a waiting response. Otherwise the server resets the
    /// connection.
    package var writeProgress: Duration = .seconds(10)
    /// The time in which a client must receive a complete response. Otherwise the server resets the connection.
    ///
    /// It does not apply to streams.
    package var write: Duration = .seconds(120)
    /// The time between two requests. The server then closes the connection without a response.
    package var idle: Duration = .seconds(75)
    /// How long the server reads and drops input after its last response.
    ///
    /// A close with unread input resets the connection, and the client could lose the response (RFC 9112 §9.6).
    package var linger: Duration = .seconds(2)
    /// How long a stream may write nothing after its client has shut its sending side. The server then ends the stream.
    package var halfClosedStream: Duration = .seconds(1)
    /// How long a handler may take after its client has shut its sending side. The server then sends an interim
    /// response, which shows whether the client still exists.
    package var halfClosedRequest: Duration = .milliseconds(250)
    /// How long requests in flight may take after ``Server/stop()``.
    package var shutdownGrace: Duration = .seconds(5)

    package init() {}
}

/// The options of a ``Server``.
package struct ServerConfiguration: Sendable {
    /// The host name or IP address to listen on.
    ///
    /// For a name with several addresses, the server listens on each one that the machine has, with one port.
    /// `localhost` means 127.0.0.1 and ::1.
    package var host = "127.0.0.1"
    /// The addresses of ``host``; `nil`: the server looks them up.
    ///
    /// A caller that makes a decision by the addresses sets them, so that the server binds the same ones.
    package var addresses: HostAddresses?
    /// The TCP port, from 0 to 65535. For 0, the system chooses a free port.
    package var port = 0
    /// The path of a Unix domain socket to listen on; replaces ``host`` and ``port``.
    package var unixSocketPath: String?
    /// How many connections the kernel may hold before the server accepts them (listen(2)). The kernel may lower it.
    package var backlog = 1_024
    package var pollerKind = PollerKind.platformDefault
    /// The number of event loops, each with its own thread; `nil`: one for each core, at most four.
    package var threads: Int?
    package var requestLimits = RequestLimits()
    /// The rules for the normal form of request paths.
    package var pathRules = PathRules()
    package var timeouts = ServerTimeouts()
    /// The maximum number of open connections. The server responds 503 to further ones and closes them.
    package var maximumConnections = 10_000
    /// Whether the handler gets a request whose body exceeds the limit.
    ///
    /// Such a request has an empty body and its ``Request/fault`` is set. A handler needs it when another check, such as
    /// authentication, goes before the size check. When `false`, the server itself responds 413.
    package var handsOverTooLargeRequests = false
    /// Allows some requests more content than ``requestLimits``, by their heads. Called on an event loop, so it must not
    /// block.
    package var largerBody: RequestDecoder.LargerBody?
    /// Makes additional header fields for a response that the server makes itself. Such a response always has
    /// `Content-Type: application/json`.
    ///
    /// - Parameter head: the part of the request head that has arrived.
    package var errorFields: @Sendable (_ head: PartialHead) -> HTTPFields = { _ in HTTPFields() }
    /// Called once for each request or connection that the server itself refuses, with the response to it.
    ///
    /// Called on the connection's event loop, before the response is sent.
    package var onRefusal: @Sendable (RefusedRequest, Response) -> Void = { _, _ in }
    /// Makes the JSON body of a response that the server makes itself, for example to a malformed or too slow request.
    package var errorBody: @Sendable (HTTPResponse.Status, _ message: String) -> [UInt8] = ErrorBody.message

    package init() {}

    /// The number of event loops that a server with these options has; at least 1.
    package var loopCount: Int { max(1, threads ?? min(4, ProcessInfo.processInfo.activeProcessorCount)) }
}
