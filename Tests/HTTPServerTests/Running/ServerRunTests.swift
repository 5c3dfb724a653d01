import Base
import Foundation
import HTTPTypes
import Logging
import Testing

@testable import HTTPServer

@Suite("A server's run") struct ServerRunTests {
    @Test("is refused a second time, and the first run goes on")
    func twice() async throws {
        try await withServer(handler: { _ in text("") }) { server in
            let client = try Client(port: server.port)
            #expect(try await client.get().status == 200)
            let second = Task { try await server.run() }
            await #expect(throws: ServerError.alreadyRunning) { try await second.value }
            #expect(try await client.get().status == 200)
        }
    }

    @Test("is refused after it has ended")
    func afterwards() async throws {
        let server = try Server(configuration: ServerConfiguration(), logger: silentLogger) { _ in .ready(text("")) }
        server.stop()
        try await server.run()
        await #expect(throws: ServerError.alreadyRunning) { try await server.run() }
    }

    /// A poller that fails from the moment when a test says so.
    private final class BreakingPoller: Poller {
        private let inner = PollPoller()
        private let isBroken: Locked<Bool>

        init(_ isBroken: Locked<Bool>) { self.isBroken = isBroken }

        func add(_ registration: Registration, _ interest: Interest) throws(SystemError) {
            try inner.add(registration, interest)
        }
        func change(_ registration: Registration, _ interest: Interest) throws(SystemError) {
            try inner.change(registration, interest)
        }
        func remove(_ registration: Registration) { inner.remove(registration) }

        func wait(milliseconds: Int32, into events: inout [PollEvent]) throws(SystemError) {
            if isBroken.withLock({ $0 }) { throw SystemError(call: "poll", code: EBADF) }
            try inner.wait(milliseconds: milliseconds, into: &events)
        }
    }

    @Test("ends with the error of a poller that fails, logged once", arguments: [0, 1])
    func pollerFails(_ breaking: Int) async throws {
        let isBroken = Locked(false)
        let log = Recorder()
        var configuration = ServerConfiguration()
        configuration.threads = 2
        configuration.timeouts.shutdownGrace = .seconds(300)
        let server = try Server(
            configuration: configuration, logger: Logger(label: "test") { _ in log }, endOfTurn: { _ in false },
            handler: { request in
                // Only the loop that serves this request waits in its poller afterwards.
                if request.loop == breaking { isBroken.withLock { $0 = true } }
                return .ready(text("\(request.loop)"))
            },
            makePoller: { BreakingPoller($0 == breaking ? isBroken : Locked(false)) })
        let running = Task { try await server.run() }
        // Two connections, so that each loop serves one.
        let clients = [try Client(port: server.port), try Client(port: server.port)]
        for client in clients { try await client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n") }
        await #expect(throws: ServerError.pollerFailed(SystemError(call: "poll", code: EBADF))) {
            try await running.value
        }
        #expect(log.levels.withLock { $0 } == [.error])
        #expect(server.connectionCount == 0)
    }

    #if os(Linux)
    // Each of these tests changes the limits of its process, so it runs in a process of its own.

    @Test("raises the descriptor limit to what its maximum of connections needs")
    func descriptors() async {
        await #expect(processExitsWith: .success) {
            Platform.descriptorLimits.rlim_cur = 256
            var configuration = ServerConfiguration()
            configuration.maximumConnections = 600
            let log = Recorder()
            let logger = Logger(label: "test") { _ in log }
            _ = try Server(configuration: configuration, logger: logger) { _ in .ready(text("")) }
            guard (600..<1_200).contains(Platform.descriptorLimits.rlim_cur) else { exit(1) }
            // A server that needs fewer descriptors does not lower the limit.
            configuration.maximumConnections = 1
            _ = try Server(configuration: configuration, logger: logger) { _ in .ready(text("")) }
            guard Platform.descriptorLimits.rlim_cur > 600 else { exit(2) }
            guard log.levels.withLock({ $0.isEmpty }) else { exit(3) }
        }
    }

    @Test("warns when the system allows too few descriptors")
    func tooFewDescriptors() async {
        await #expect(processExitsWith: .success) {
            var limits = Platform.descriptorLimits
            (limits.rlim_cur, limits.rlim_max) = (256, 512)
            Platform.descriptorLimits = limits
            let log = Recorder()
            for connections in [600, .max] {
                var configuration = ServerConfiguration()
                configuration.maximumConnections = connections
                _ = try Server(configuration: configuration, logger: Logger(label: "test") { _ in log }) { _ in
                    .ready(text(""))
                }
            }
            guard Platform.descriptorLimits.rlim_cur == 512 else { exit(1) }
            guard log.levels.withLock({ $0 }) == [.warning, .warning] else { exit(2) }
        }
    }
    #endif
}

/// A log handler that records the level of every message.
private struct Recorder: LogHandler {
    let levels = Locked<[Logger.Level]>([])
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        levels.withLock { $0.append(event.level) }
    }
}
