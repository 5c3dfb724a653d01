import Foundation
import Logging

/// Accepts connections and hands each to the loop that has the fewest.
///
/// One listening socket, watched by the first loop: the connections of any client spread evenly, which SO_REUSEPORT's
/// hash does not promise (64 of them over two loops can come out as 40 and 24), and the port stays ours alone, which
/// SO_REUSEPORT would give up. Handing over costs one wake-up a connection, nothing a request.
///
/// `@unchecked Sendable`: belongs to the first loop, every method is called on its thread.
final class Acceptor: PollSource, @unchecked Sendable {
    /// How many connections are accepted before others' events get their turn.
    private static let batch = 64
    /// How many connections beyond the maximum are being told so at any time; further ones are closed without a word.
    static let refusalLimit = 256
    /// How long nothing is accepted once the process or the system has no descriptor left, in nanoseconds.
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

    /// Begins to accept; to be called before the loops run.
    func start() throws(SystemError) {
        guard let raw = listener?.descriptor.raw else { return }
        registration = try ownLoop.register(self, raw, .read)
    }

    func isReady(_ readiness: Readiness) {
        for _ in 0..<Self.batch {
            guard acceptOne() else { return }
        }
    }

    /// - Returns: whether there may be more.
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
            server.logger.notice("Connections are accepted again")
        }
        let socket = Descriptor(owning: outcome.result)
        if isTCP { Listener.setOption(socket.raw, Int32(IPPROTO_TCP), TCP_NODELAY, 1) }
        handOver(socket, peer: address.text)
        return true
    }

    private func handOver(_ socket: consuming Descriptor, peer: String?) {
        let others = server.connectionCount
        guard others < maximumConnections + Self.refusalLimit else { return }
        let isTooMany = others >= maximumConnections
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
        // The loop has failed, and the server is about to stop.
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

    /// - Returns: whether there may be more to accept in spite of the error.
    private func survive(_ code: Int32) -> Bool {
        switch code {
        case EMFILE, ENFILE, ENOBUFS, ENOMEM:
            // Level-triggered, the listener would be reported again at once and for ever. The clients wait in the
            // backlog, which is better than an answer of failure: descriptors come back as connections end.
            if !isPaused {
                isPaused = true
                let reason = String(cString: strerror(code))
                server.logger.warning("No connection can be accepted for now", metadata: ["reason": "\(reason)"])
            }
            ownLoop.setInterest([], of: registration)
            ownLoop.setDeadline(ownLoop.now + Self.pause, of: registration)
            return false
        case EAGAIN, EWOULDBLOCK: return false
        // A connection that has failed before it was accepted is no matter of the listener's (accept(2)).
        default: return code == ECONNABORTED || code == EPROTO || code == EINTR
        }
    }

    /// The pause is over.
    func deadlinePassed() {
        ownLoop.setInterest(.read, of: registration)
    }

    /// Takes in what has connected before the stop, then stops listening.
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

/// Counts connections, over all listeners of a server.
///
/// `@unchecked Sendable`: belongs to the first loop, as the acceptors do.
final class ConnectionNumbers: @unchecked Sendable {
    private var last: UInt64 = 0

    func next() -> ConnectionID {
        last += 1
        return ConnectionID(last)
    }
}
