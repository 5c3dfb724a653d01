import Base
import CampaignAPI
import CampaignStore
import HTTPServer
public import Logging
import MockControl
public import ServiceLifecycle
import Synchronization

/// The whole mock: a server that answers as the campaign API does, with its accounts and campaigns.
///
/// It listens from the moment it is made and answers while ``run()`` runs. In a test, ``withMock(_:logger:_:)`` is
/// shorter.
public final class MockServer: Service {
    private let server: Server
    private let store: Store
    private let control: ControlPlane
    private let options: MockOptions
    private let controlPlaneSwitchOff: AccessPolicy.SwitchOff?
    /// Whether it is bound to an address that is no loopback address.
    package let isReachableFromOtherMachines: Bool
    private let logger: Logger
    private let hasRun = Atomic(false)

    /// Opens the database, making it from the seed when it is new, and listens.
    ///
    /// - Throws: ``MockError``. Nothing is left open then.
    public init(
        _ options: MockOptions = MockOptions(), logger: Logger = Logger(label: "campaign-mock")
    ) throws(MockError) {
        try options.check()
        var options = options
        options.corsOrigins = try options.normalOrigins()
        let seed = try options.readSeed()
        var configuration = try options.serverConfiguration()
        isReachableFromOtherMachines = configuration.addresses?.areLoopback == false
        controlPlaneSwitchOff = options.controlPlaneSwitchOff(on: configuration.addresses)
        let controlOptions = try options.controlOptions(switchOff: controlPlaneSwitchOff)
        do {
            store = try Store(
                options.database.location, durability: options.durability.storeDurability, seed: seed,
                loops: configuration.loopCount, logger: logger)
        } catch {
            throw MockError(error.message)
        }
        let clock = MockClock(options.control.frozenAt.map { .frozen(at: $0) } ?? .real)
        let limiter = RateLimiter()
        control = ControlPlane(
            store: store, clock: clock, limiter: limiter, seed: seed, options: controlOptions,
            loops: configuration.loopCount, logger: logger)
        configuration.onRefusal = Assembly.refusals(control: control, options: options, logger: logger)
        let routes = CampaignRoutes(
            store: store, clock: clock, limiter: limiter, options: options.campaignOptions, logger: logger)
        do {
            server = try Server(
                configuration: configuration, logger: logger, endOfTurn: { [store] in store.commit(loop: $0) },
                handler: Assembly.handler(
                    routes: routes, control: control, cors: options.corsPolicy,
                    accessLog: AccessLog(options, logger: logger)?.middleware))
        } catch {
            store.close()
            throw MockError(error.message)
        }
        self.options = options
        self.logger = logger
    }

    /// Answers until ``stop()`` is called, the task is cancelled or its service group shuts down gracefully. Requests
    /// in flight are finished, the database is checkpointed and closed.
    ///
    /// - Throws: ``MockError`` when it is called a second time, which disturbs nothing; what the system says when it has
    ///   no thread for an event loop.
    public func run() async throws {
        guard !hasRun.exchange(true, ordering: .relaxed) else {
            throw MockError("This mock runs or has run already: make another MockServer.")
        }
        defer { store.close() }
        try await withTaskCancellationHandler {
            try await withGracefulShutdownHandler {
                try await server.run()
            } onGracefulShutdown: {
                self.stop()
            }
        } onCancel: {
            self.stop()
        }
    }

    /// Tells ``run()`` to end. May be called from anywhere, more than once.
    public func stop() {
        control.stop()
        server.stop()
    }

    /// The version, as `--version` and `/_mock/health` say it.
    public static let version = "0.1.0"

    /// Reads an RFC 3339 time such as `2026-02-23T10:00:00Z` as Unix seconds.
    ///
    /// `nil` when it is none, has a fraction of a second that is not zero, or lies before 1970.
    public static func moment(_ text: String) -> Int64? { try? ClockMoment.seconds(text) }

    /// The time of Unix seconds as `2026-02-23T10:00:00Z`.
    package static func text(ofMoment seconds: Int64) -> String { Timestamp.text(seconds).prefix(19) + "Z" }

    /// Whether the database was new, so that its accounts are the seed's.
    package var isFromSeed: Bool { store.isFromSeed }

    /// The TCP port; 0 when it listens on a Unix domain socket.
    public var port: Int { server.port }

    /// The base URL, without a slash at its end: `http://127.0.0.1:7357`, or `unix:PATH` for a Unix domain socket.
    public var url: String {
        switch options.endpoint {
        case .tcp(let host, _): "http://\(Self.reachableHost(host)):\(port)"
        case .unixSocket(let path): "unix:\(path)"
        }
    }

    /// A host as a client can call it: an address that stands for all interfaces names none of them.
    private static func reachableHost(_ text: String) -> String {
        let host = URIHost(text)
        guard host.isUnspecified else { return host.text }
        return if case .ipv6 = host { "[::1]" } else { "127.0.0.1" }
    }

    /// Why `/_mock` does not answer; `nil` when it does.
    public var controlPlaneRefusal: String? {
        switch controlPlaneSwitchOff {
        case nil: nil
        case .wanted: "switched off"
        case .unprotected(let host):
            "off, because \(host) can be reached from other machines: set --control-token to switch it on"
        }
    }

    /// Back to the seed: campaigns, accounts, journal, faults and clock; ids start at 1 again.
    public func reset() async throws(MockError) {
        do {
            try await control.reset()
        } catch {
            throw MockError(error.message)
        }
    }
}

/// Runs a mock for as long as `body` does, on a free port with nothing on disk unless the options say otherwise.
///
///     let mock = try await withMock { mock in
///         // point the client at mock.url
///     }
public func withMock<Value: Sendable>(
    _ options: MockOptions = MockOptions(), logger: Logger = Logger(label: "campaign-mock"),
    _ body: (MockServer) async throws -> Value
) async throws -> Value {
    let mock = try MockServer(options, logger: logger)
    async let running: Void = mock.run()
    let outcome: Result<Value, any Error>
    do { outcome = .success(try await body(mock)) } catch { outcome = .failure(error) }
    mock.stop()
    try await running
    return try outcome.get()
}
