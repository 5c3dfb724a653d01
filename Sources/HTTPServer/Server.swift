package import Base
package import Logging

/// An HTTP/1.1 server. It listens as soon as it is made, serves while ``run()`` runs, and stops gracefully.
package final class Server: Sendable {
    private enum Phase {
        case ready
        /// ``Server/stop()`` was called before ``Server/run()``.
        case cancelled
        case running, stopping, stopped
    }

    /// The port that the server listens on; 0 for a Unix domain socket.
    ///
    /// When the configuration asks for port 0, this is the port that the system chose.
    package let port: Int
    /// The addresses that the server listens on; empty for a Unix domain socket.
    package let hosts: [URIHost]
    private let loops: [EventLoop]
    private let acceptors: [Acceptor]
    private let socketFile: Locked<UnixSocketFile?>
    private let context: ServerContext
    private let phase = Locked(Phase.ready)
    /// Finds the hosts of the server's own requests.
    let lookups = HostLookups()

    /// Binds and listens. Clients can connect from now on; ``run()`` serves them.
    ///
    /// Raises the process's soft limit of open descriptors when `configuration.maximumConnections` needs more.
    ///
    /// - Parameters:
    ///   - endOfTurn: see ``EndOfTurn``.
    ///   - handler: runs on the event loop of the request's connection.
    /// - Throws: ``ServerError`` when the host is unknown, or the port or the socket path cannot be used.
    package convenience init(
        configuration: ServerConfiguration, logger: Logger, endOfTurn: @escaping EndOfTurn = { _ in false },
        handler: @escaping Handler
    ) throws(ServerError) {
        try self.init(
            configuration: configuration, logger: logger, endOfTurn: endOfTurn, handler: handler,
            makePoller: { _ throws(ServerError) in try configuration.pollerKind.makePoller() })
    }

    /// - Parameter makePoller: makes the poller of one event loop; `loop` counts from 0.
    init(
        configuration: ServerConfiguration, logger: Logger, endOfTurn: @escaping EndOfTurn, handler: @escaping Handler,
        makePoller: (_ loop: Int) throws(ServerError) -> any Poller
    ) throws(ServerError) {
        let context = ServerContext(configuration, logger: logger, handler: handler)
        var loops: [EventLoop] = []
        for number in 0..<configuration.loopCount {
            loops.append(
                try EventLoop(try makePoller(number), number: number, endOfTurn: endOfTurn) { error in
                    logger.error(
                        "The server stops: an event loop could not wait for its connections",
                        metadata: ["error": "\(error)"])
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
            (port, hosts) = (0, [])
            socketFile = Locked(UnixSocketFile(path))
        } else {
            let addresses =
                if let known = configuration.addresses { known } else { try HostAddresses(of: configuration.host) }
            let place = try Listening.tcp(
                addresses, port: configuration.port, backlog: configuration.backlog, accept)
            (port, hosts) = (place.port, place.hosts)
            socketFile = Locked(nil)
        }
        self.loops = loops
        self.acceptors = acceptors
        self.context = context
    }

    deinit {
        removeSocketFile()
    }

    /// The number of open connections, including those that the server refuses with 503.
    package var connectionCount: Int { context.connectionCount }

    /// Serves until ``stop()`` is called or the task is cancelled.
    ///
    /// Returns when every connection is closed and every thread has ended. Returns at once when ``stop()`` was called
    /// before.
    ///
    /// - Throws: ``ServerError/alreadyRunning`` for every call after the first; the first call is not affected.
    ///   ``ServerError/pollerFailed(_:)`` when an event loop failed. `SystemError` when a thread could not start.
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
        // From here on, loops and acceptors hold strong references to each other until the acceptors drain. A server
        // that never runs must not create this cycle.
        do {
            for acceptor in acceptors { try acceptor.start() }
        } catch {
            // No loop runs, and none will. The listeners that have started must not stay open.
            for acceptor in acceptors { acceptor.closeListener() }
            removeSocketFile()
            throw error
        }
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
            // The loop has no thread. Stop the server, and let the loop close its sources on this thread.
            stop()
            loop.run()
            throw error
        }
        guard let failure = loop.failure else { return }
        stop()
        throw ServerError.pollerFailed(failure)
    }

    /// The loop that sends the server's own requests.
    var clientLoop: EventLoop { loops[0] }

    /// Runs `work` once on an event loop, not before a moment and about a millisecond after it at most.
    ///
    /// A later call replaces it. May be called from any thread, also before ``run()``: the work then runs when the server
    /// does. A server that stops does not run it any more. `work` must not block.
    ///
    /// - Parameter moment: `nil` removes the alarm.
    package func setAlarm(at moment: Moment?, _ work: @escaping @Sendable () -> Void = {}) {
        loops[0].setAlarm(at: moment, work)
    }

    /// Stops accepting, closes idle connections, and lets requests in flight finish within
    /// ``ServerTimeouts/shutdownGrace``.
    ///
    /// Before ``run()``, closes the listeners at once; ``run()`` then serves nothing. Removes the Unix socket file in
    /// either case.
    ///
    /// Returns at once; ``run()`` returns when the server has stopped. May be called from any thread, any number of
    /// times.
    package func stop() {
        let before = phase.withLock { phase in
            defer {
                switch phase {
                case .ready: phase = .cancelled
                case .running: phase = .stopping
                case .cancelled, .stopping, .stopped: break
                }
            }
            return phase
        }
        removeSocketFile()
        switch before {
        case .ready:
            // No loop runs, and none will: `run()` returns at once in the phase `cancelled`. Only this call has left
            // the phase `ready`, so no other thread uses the acceptors.
            for acceptor in acceptors { acceptor.closeListener() }
        case .running: drain()
        case .cancelled, .stopping, .stopped: break
        }
    }

    /// Removes the Unix socket file on the first call only.
    ///
    /// Another server may then bind the same path, and the file system may give the new file the same inode number.
    private func removeSocketFile() {
        let file = socketFile.withLock { file in
            defer { file = nil }
            return file
        }
        file?.remove()
    }

    private func drain() {
        context.stop()
        // The first loop drains first. It accepts the connections that wait in the backlog, and gives some of them to
        // the other loops, which must still run.
        let grace = context.limits.shutdownGrace
        let drainOthers: @Sendable () -> Void = { [loops] in
            for loop in loops.dropFirst() {
                loop.submit { loop.drain(grace: grace) }
            }
        }
        let firstLoopRuns = loops[0].submit { [loops] in
            loops[0].drain(grace: grace)
            drainOthers()
        }
        // A first loop that has ended has failed, and it has closed its listeners.
        if !firstLoopRuns { drainOthers() }
    }
}
