import Base
import Foundation
import Logging

/// Accepts the connections of one listener and gives each to the loop with the fewest connections.
///
/// The first loop polls the only listening socket. One socket for each loop (SO_REUSEPORT) has two disadvantages: its
/// hash spreads connections unevenly (64 connections over two loops can become 40 and 24), and another program could
/// listen on the same port. Giving a connection to another loop costs one wake-up for each connection, and nothing for
/// each request.
///
/// `@unchecked Sendable`: an acceptor belongs to the first loop. Its methods run on that loop's thread only, except
/// ``start()`` and ``closeListener()``, which run before or instead of that thread.
final class Acceptor: PollSource, @unchecked Sendable {
    /// How many connections are accepted before the loop handles other events.
    private static let batch = 64
    /// How many connections beyond the maximum may get a 503 at the same time. Further ones are closed without a
    /// response.
    static let refusalLimit = 256
    /// How long the acceptor pauses when the process or the system has no free descriptor, in nanoseconds.
    private static let pause: Int64 = 50_000_000

    private let loops: [EventLoop]
    private let server: ServerContext
    private let maximumConnections: Int
    private let isTCP: Bool
    private let connectionNumbers: ConnectionNumbers
    private var listener: Listener?
    private var registration = Registration(descriptor: -1, generation: 0)
    private var isPaused = false

    init(
        _ listener: consuming Listener, loops: [EventLoop], server: ServerContext, maximumConnections: Int,
        connectionNumbers: ConnectionNumbers
    ) {
        self.loops = loops
        self.server = server
        self.maximumConnections = maximumConnections
        self.connectionNumbers = connectionNumbers
        isTCP = listener.isTCP
        self.listener = consume listener
    }

    private var ownLoop: EventLoop { loops[0] }

    /// Starts to accept. Call this before the loops run.
    func start() throws(SystemError) {
        guard let raw = listener?.descriptor.raw else { return }
        registration = try ownLoop.register(self, raw, .read)
    }

    /// Closes the listener without accepting the connections that wait.
    ///
    /// May be called on any thread while no loop runs and none will run.
    func closeListener() {
        if registration.descriptor >= 0 { ownLoop.deregister(registration) }
        registration = Registration(descriptor: -1, generation: 0)
        listener = nil
    }

    func isReady(_ readiness: Readiness) {
        for _ in 0..<Self.batch {
            guard acceptOne() else { return }
        }
    }

    /// - Returns: whether more connections may wait.
    private func acceptOne() -> Bool {
        guard registration.descriptor >= 0 else { return false }
        var outcome: (result: Int32, code: Int32) = (-1, 0)
        let address = SocketAddress(
            filledBy: { address, length in
                uninterrupted { Platform.acceptConnection(registration.descriptor, address, length) }
            }, result: &outcome)
        guard outcome.result >= 0 else { return survive(outcome.code) }
        if isPaused {
            isPaused = false
            server.logger.notice("The server accepts connections again")
        }
        let socket = Descriptor(owning: outcome.result)
        if isTCP { Listener.setOption(socket.raw, Int32(IPPROTO_TCP), TCP_NODELAY, 1) }
        handOver(socket, peer: address.text)
        return true
    }

    private func handOver(_ socket: consuming Descriptor, peer: String?) {
        let openConnections = server.connectionCount
        guard openConnections < maximumConnections + Self.refusalLimit else { return }
        let isTooMany = openConnections >= maximumConnections
        let loop = leastLoadedLoop
        server.connectionBegan(on: loop)
        let raw = socket.release()
        let id = connectionNumbers.next()
        let adopt: @Sendable () -> Void = { [server] in
            guard
                let connection = Connection(Descriptor(owning: raw), id: id, peer: peer, loop: loop, server: server)
            else {
                return server.connectionEnded(on: loop)
            }
            if isTooMany {
                connection.refuseConnection()
            } else if server.isStopping {
                connection.drain()
            }
        }
        if loop === ownLoop { return adopt() }
        guard !loop.submit(adopt) else { return }
        // The loop has failed, and the server is about to stop. This value closes the socket.
        _ = Descriptor(owning: raw)
        server.connectionEnded(on: loop)
    }

    private var leastLoadedLoop: EventLoop {
        var best = loops[0]
        var least = Int.max
        for loop in loops {
            let count = loop.connectionCount
            if count < least { (best, least) = (loop, count) }
        }
        return best
    }

    /// Handles an error of accept(2).
    ///
    /// - Returns: whether more connections may wait in spite of the error.
    private func survive(_ code: Int32) -> Bool {
        switch code {
        case EMFILE, ENFILE, ENOBUFS, ENOMEM:
            // The poller is level-triggered and would report the listener again at once. During the pause the clients
            // wait in the backlog. That is better than an error, because descriptors become free as connections end.
            if !isPaused {
                isPaused = true
                let reason = String(cString: strerror(code))
                server.logger.warning(
                    "The server cannot accept connections until descriptors or memory are free",
                    metadata: ["reason": "\(reason)"])
            }
            ownLoop.setInterest([], of: registration)
            ownLoop.setDeadline(ownLoop.now + Self.pause, of: registration)
            return false
        case EAGAIN, EWOULDBLOCK: return false
        // These are errors of one connection that failed before it was accepted, not of the listener (accept(2)).
        default: return code == ECONNABORTED || code == EPROTO || code == EINTR
        }
    }

    /// Ends the pause.
    func deadlinePassed() {
        ownLoop.setInterest(.read, of: registration)
    }

    /// Accepts the connections that wait in the backlog, then stops listening.
    func drain() {
        guard listener != nil else { return }
        while acceptOne() {}
        ownLoop.deregister(registration)
        registration = Registration(descriptor: -1, generation: 0)
        listener = nil
    }

    func abandon() {
        drain()
    }
}

/// Numbers the connections of all listeners of a server.
///
/// `@unchecked Sendable`: like the acceptors, it is used on the thread of the first loop only.
final class ConnectionNumbers: @unchecked Sendable {
    private var last: UInt64 = 0

    func next() -> ConnectionID {
        last += 1
        return ConnectionID(last)
    }
}
