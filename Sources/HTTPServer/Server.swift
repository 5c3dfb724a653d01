package import Logging
import Base

/// An HTTP/1.1 server: listens once it is made, serves while ``run()`` runs, and stops gracefully.
package final class Server: Sendable {
    private enum Phase {
        case ready
        /// Told to stop before it ran.
        case cancelled
        case running, stopping, stopped
    }

    /// The port that it listens on, also when the system has picked it; 0 for a Unix domain socket.
    package let port: Int
    private let loops: [EventLoop]
    private let acceptors: [Acceptor]
    private let socketFile: UnixSocketFile?
    private let context: ServerContext
    private let phase = Locked(Phase.ready)

    /// Binds and listens: clients may connect from here on, and are served once ``run()`` is called.
    ///
    /// Raises the process's soft limit of descriptors where the maximum of connections needs that.
    package convenience init(
        configuration: ServerConfiguration, logger: Logger, endOfTurn: @escaping EndOfTurn = { _ in false },
        handler: @escaping Handler
    ) throws(ServerError) {
        try self.init(
            configuration: configuration, logger: logger, endOfTurn: endOfTurn, handler: handler,
            makePoller: { _ throws(ServerError) in try configuration.pollerKind.makePoller() })
    }

    /// - Parameter makePoller: makes the poller of the loop with this number.
    init(
        configuration: ServerConfiguration, logger: Logger, endOfTurn: @escaping EndOfTurn, handler: @escaping Handler,
        makePoller: (_ loop: Int) throws(ServerError) -> any Poller
    ) throws(ServerError) {
        let context = ServerContext(configuration, logger: logger, handler: handler)
        var loops: [EventLoop] = []
        for number in 0..<configuration.loopCount {
            loops.append(
                try EventLoop(try makePoller(number), number: number, endOfTurn: endOfTurn) { error in
                    logger.error("The server stops: an event loop cannot wait", metadata: ["error": "\(error)"])
                    context.stop()
                })
        }
        DescriptorLimit.provide(for: configuration.maximumConnections, logger)

        let numbers = ConnectionNumbers()
        var acceptors: [Acceptor] = []
        let accept = { (listener: consuming Listener) in
            acceptors.append(
                Acceptor(
                    listener, loops: loops, server: context, maximumConnections: configuration.maximumConnections,
                    connectionNumbers: numbers))
        }
        if let path = configuration.unixSocketPath {
            accept(try Listening.unix(path: path, backlog: configuration.backlog))
            port = 0
            socketFile = UnixSocketFile(path)
        } else {
            let addresses =
                if let known = configuration.addresses { known } else { try HostAddresses(of: configuration.host) }
            port = try Listening.tcp(
                addresses, port: configuration.port, backlog: configuration.backlog, accept)
            socketFile = nil
        }
        self.loops = loops
        self.acceptors = acceptors
        self.context = context
    }

    deinit {
        socketFile?.remove()
    }

    /// How many connections are open.
    package var connectionCount: Int { context.connectionCount }

    /// Serves until ``stop()`` is called or the task is cancelled; returns once every connection is closed and every
    /// thread is gone.
    ///
    /// - Throws: ``ServerError/alreadyRunning`` for every call but the first, which then goes on undisturbed;
    ///   ``ServerError/pollerFailed(_:)`` when an event loop failed; `SystemError` when a thread could not be started.
    package func run() async throws {
        let before = phase.withLock { phase in
            defer {
                switch phase {
                case .ready: phase = .running
                case .cancelled: phase = .stopped
                case .running, .stopping, .stopped: break
                }
            }
            return phase
        }
        switch before {
        case .ready: break
        case .cancelled: return
        case .running, .stopping, .stopped: throw ServerError.alreadyRunning
        }
        defer { phase.withLock { $0 = .stopped } }
        // Not before: loops and acceptors hold each other from here until the acceptors are drained.
        for acceptor in acceptors { try acceptor.start() }
        try await withTaskCancellationHandler {
            try await withThrowingTaskGroup { group in
                for loop in loops {
                    group.addTask { try await self.run(loop) }
                }
                try await group.waitForAll()
            }
        } onCancel: {
            stop()
        }
    }

    private func run(_ loop: EventLoop) async throws {
        do {
            try await LoopThread.run { loop.run() }
        } catch {
            // There is no thread for it: stop, and let the loop let go of what it has on this one.
            stop()
            loop.run()
            throw error
        }
        guard let failure = loop.failure else { return }
        stop()
        throw ServerError.pollerFailed(failure)
    }

    /// Stops accepting, closes idle connections, and gives requests in flight the grace to finish.
    ///
    /// Returns at once; ``run()`` returns when it is done. May be called from any thread, any number of times.
    package func stop() {
        let wasRunning = phase.withLock { phase in
            defer {
                switch phase {
                case .ready: phase = .cancelled
                case .running: phase = .stopping
                case .cancelled, .stopping, .stopped: break
                }
            }
            return phase == .running
        }
        guard wasRunning else { return }
        context.stop()
        socketFile?.remove()
        // The first loop first: it takes in what has connected, and hands its share to loops that are still there.
        let grace = context.limits.shutdownGrace
        let drainOthers: @Sendable () -> Void = { [loops] in
            for loop in loops.dropFirst() {
                loop.submit { loop.drain(grace: grace) }
            }
        }
        let isThere = loops[0].submit { [loops] in
            loops[0].drain(grace: grace)
            drainOthers()
        }
        // It has failed, and has closed its listeners.
        if !isThere { drainOthers() }
    }
}
