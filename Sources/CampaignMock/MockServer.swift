import Base
import CampaignAPI
import CampaignRunner
import CampaignStore
import HTTPServer
public import Logging
import MockControl
public import ServiceLifecycle
import Synchronization

/// A mock of the campaign API: an HTTP server with its own accounts and campaigns.
///
/// The initialiser opens the database and the listening socket. ``run()`` serves requests. Tests can use
/// ``withMock(_:logger:_:)`` instead, which is shorter.
public final class MockServer: Service {
    private let server: Server
    let store: Store
    let runner: CampaignRunner
    let control: ControlPlane
    private let options: MockOptions
    /// The URL by which clients know the mock behind a proxy.
    package let publicURL: String?
    private let controlPlaneSwitchOff: AccessPolicy.SwitchOff?
    /// Whether the mock listens on an address beyond loopback.
    package let isReachableFromOtherMachines: Bool
    private let logger: Logger
    /// `nil` when a change of the seed file does not reset the mock.
    private let watch: SeedWatch?
    private let hasRun = Atomic(false)

    /// Opens the database and listens. A new database is filled from the seed.
    ///
    /// - Parameters:
    ///   - options: The settings.
    ///   - logger: Receives the mock's log messages.
    /// - Throws: ``MockError`` when an option is invalid, the seed has a mistake, the database cannot be opened, or the
    ///   address cannot be bound. Nothing stays open after an error.
    public init(
        _ options: MockOptions = MockOptions(), logger: Logger = Logger(label: "campaign-mock")
    ) throws(MockError) {
        try options.check()
        var options = options
        options.corsOrigins = try options.normalOrigins()
        options.publicURL = try options.normalPublicURL()?.text
        publicURL = options.publicURL
        let seed = try MockSeed(options)
        var configuration = try options.serverConfiguration()
        isReachableFromOtherMachines = configuration.addresses?.areLoopback == false
        controlPlaneSwitchOff = options.controlPlaneSwitchOff(on: configuration.addresses)
        let controlOptions = try options.controlOptions(
            switchOff: controlPlaneSwitchOff, isReachableFromOtherMachines: isReachableFromOtherMachines)
        do {
            store = try Store(
                options.database.location, durability: options.durability.storeDurability, seed: seed.state,
                loops: configuration.loopCount, logger: logger)
        } catch {
            throw MockError(error.message)
        }
        let clock = MockClock(options.control.frozenAt.map { .frozen(at: $0) } ?? .real)
        let limiter = RateLimiter()
        runner = CampaignRunner(store: store, clock: clock, placesCalls: options.calls == .on)
        control = ControlPlane(
            store: store, runner: runner, clock: clock, limiter: limiter, seed: seed.source, options: controlOptions,
            loops: configuration.loopCount, logger: logger)
        configuration.largerBody = { [control] in control.bodyLimit(of: $0) }
        configuration.onRefusal = Assembly.refusals(control: control, options: options, logger: logger)
        let routes = CampaignRoutes(
            store: store, runner: runner, clock: clock, limiter: limiter, options: options.campaignOptions,
            logger: logger)
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
        watch = seed.file.flatMap { [control] file in
            options.watchesSeed ? SeedWatch(file: file, control: control, logger: logger) : nil
        }
        self.options = options
        self.logger = logger
        let server = self.server
        control.countConnections { [weak server] in server?.connectionCount ?? 0 }
        control.webhooks.send { [weak server] place, timeout, cancellation, request, completion in
            guard let server else { return completion(.failure(.stopped)) }
            server.send(to: place, within: timeout, cancelledBy: cancellation, request, completion)
        }
    }

    /// Serves requests until ``stop()`` is called, the task is cancelled, or its service group shuts down gracefully.
    ///
    /// Before it returns, it finishes the requests in flight, checkpoints the database and closes it.
    ///
    /// - Throws: ``MockError`` when the mock runs or has run already; that call does not affect the first run. The
    ///   system's error when no thread for an event loop can be created.
    public func run() async throws {
        guard !hasRun.exchange(true, ordering: .relaxed) else {
            throw MockError("A MockServer can run only once, and this one has been started: make another MockServer.")
        }
        defer { store.close() }
        runner.useAlarm { [weak server] time in
            guard let server else { return }
            // The alarm follows a clock that no setting of the time of day changes. The runner looks at the time again.
            let moment = time.map { Moment.now + $0.nanoseconds(since: .now) }
            server.setAlarm(at: moment) { [weak self] in self?.runner.wake() }
        }
        let watching = watch.map { watch in Task(executorPreference: WorkerThreads.shared) { await watch.run() } }
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await serve()) } catch { outcome = .failure(error) }
        // A reset that has begun ends before the store closes.
        watching?.cancel()
        await watching?.value
        await control.webhooks.settle()
        let unsent = control.webhooks.waitingCount
        if unsent > 0 {
            logger.notice(
                "webhooks were not sent, because the mock stops", metadata: ["count": "\(unsent)"])
        }
        try outcome.get()
    }

    private func serve() async throws {
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

    /// Makes ``run()`` end. Any thread may call it, any number of times.
    public func stop() {
        control.stop()
        server.stop()
    }

    /// The version that `--version` and `/_mock/health` report.
    public static let version = "0.1.0"

    /// Reads an RFC 3339 time such as `2026-02-23T10:00:00Z`.
    ///
    /// - Returns: Unix seconds; `nil` when the text is not an RFC 3339 time, has a non-zero fraction of a second, or
    ///   lies before 1970.
    public static func moment(_ text: String) -> Int64? { try? ClockMoment.seconds(text) }

    /// Writes Unix seconds as an RFC 3339 time in UTC, such as `2026-02-23T10:00:00Z`.
    package static func text(ofMoment seconds: Int64) -> String { Timestamp.text(seconds).prefix(19) + "Z" }

    /// Whether the database was new, so that its accounts came from the seed.
    package var isFromSeed: Bool { store.isFromSeed }

    /// The TCP port; 0 when the mock listens on a Unix domain socket.
    public var port: Int { server.port }

    /// The base URL without a trailing slash: `http://127.0.0.1:7357`, or `unix:PATH` for a Unix domain socket.
    ///
    /// The name `localhost` is written as the loopback address that the mock listens on, so that no client needs to look it
    /// up: 127.0.0.1, or `[::1]` on a machine without IPv4.
    public var url: String {
        switch options.endpoint {
        case .tcp(let host, _): "http://\(reachableHost(host)):\(port)"
        case .unixSocket(let path): "unix:\(path)"
        }
    }

    /// Replaces an unspecified address (`0.0.0.0`, `::`), which clients cannot connect to, by the loopback address.
    private func reachableHost(_ text: String) -> String {
        let host = URIHost(text)
        if host == .name("localhost"), let address = server.hosts.first { return address.text }
        // The system may know other texts of it, such as `0`.
        guard let address = host.isUnspecified ? host : server.hosts.first, address.isUnspecified else {
            return host.text
        }
        return if case .ipv6 = address { "[::1]" } else { "127.0.0.1" }
    }

    /// Why the control plane under `/_mock` is off; `nil` when it is on.
    public var controlPlaneRefusal: String? {
        switch controlPlaneSwitchOff {
        case nil: nil
        case .wanted: isReachableFromOtherMachines ? "switched off except GET /_mock/health" : "switched off"
        case .unprotected(let host):
            "shut except GET /_mock/health, because other machines can reach \(host): --control-token TOKEN opens it"
        }
    }

    /// Resets campaigns, leads, accounts, journal, faults and clock to the seed. A seed in a file is read again.
    ///
    ///     try await mock.reset()
    ///     try await mock.reset(keeping: [.accounts, .clock])
    ///
    /// - Parameter kept: The parts that stay as they are.
    /// - Throws: ``MockError`` when the seed cannot be read or has a mistake, or the database cannot be written; nothing
    ///   has changed then.
    public func reset(keeping kept: Set<MockPart> = []) async throws(MockError) {
        do {
            try await control.reset(keeping: Set(kept.map(\.resetPart)))
        } catch {
            throw MockError(error.message)
        }
    }
}

/// Runs a mock while `body` runs. By default the mock listens on a free port and keeps nothing on disk.
///
///     let mock = try await withMock { mock in
///         // point the client at mock.url
///     }
///
/// - Returns: The value that `body` returns.
/// - Throws: ``MockError`` when the mock cannot start, or the error that `body` throws.
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
