import CampaignAPI
import CampaignRunner
import enum CampaignMock.Assembly
import CampaignStore
import Foundation
import HTTPServer
import HTTPTypes
import HTTPWire
import JSON
import Logging
import MockControl
import Testing

/// A mock in this process: API, control plane and a server on a free port. Its database is in memory.
struct RunningMock: Sendable {
    let control: ControlPlane
    let store: Store
    let clock: MockClock
    let server: Server

    var port: Int { server.port }

    func call(
        _ method: String, _ target: String, _ body: String = "", headers: [String: String] = [:]
    ) async throws -> Reply {
        try await Client(port: port).send(method, target, headers: headers, body: Array(body.utf8))
    }

    /// Makes a call of the control plane that must succeed.
    ///
    /// - Returns: the response's JSON.
    @discardableResult
    func control(_ method: String, _ path: String, _ body: String = "") async throws -> JSONValue {
        let reply = try await call(method, "/_mock" + path, body)
        try #require((200...299).contains(reply.status), "\(reply.text)")
        return try reply.json
    }

    /// Creates a campaign over HTTP.
    @discardableResult
    func create(
        _ body: String = #"{"name":"Spring","assistant_id":129}"#, key: String = "YOUR_API_KEY",
        path: String = "/api/user/campaign", headers: [String: String] = [:]
    ) async throws -> Reply {
        let usual = ["Authorization": "Bearer \(key)", "Content-Type": "application/json"]
        return try await call("POST", path, body, headers: usual.merging(headers) { $1 })
    }
}

/// Runs `body` with a new mock, and stops the mock afterwards, also when `body` throws.
func withMock<Value: Sendable>(
    _ options: ControlPlaneConfiguration = ControlPlaneConfiguration(), clock: MockClock = MockClock(),
    api apiOptions: CampaignOptions = CampaignOptions(), mostBodyBytes: Int? = nil, grace: Duration? = nil,
    _ body: (RunningMock) async throws -> Value
) async throws -> Value {
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    var configuration = ServerConfiguration()
    // Two on every machine, so that the tests also cover the state that event loops share.
    configuration.threads = 2
    configuration.pathRules = .mock
    if let grace { configuration.timeouts.shutdownGrace = grace }
    if let mostBodyBytes {
        configuration.requestLimits.bodyBytes = mostBodyBytes
        configuration.handsOverTooLargeRequests = true
    }
    let store = try Store(.memory, seed: .demo, loops: configuration.loopCount, logger: logger)
    let limiter = RateLimiter()
    let runner = CampaignRunner(store: store, clock: clock)
    var options = options
    options.api = apiOptions
    let control = ControlPlane(
        store: store, runner: runner, clock: clock, limiter: limiter, seed: SeedSource(.demo), options: options,
        logger: logger)
    let routes = CampaignRoutes(
        store: store, runner: runner, clock: clock, limiter: limiter, options: apiOptions, logger: logger)
    let handler = Assembly.handler(routes: routes, control: control)
    let server = try Server(
        configuration: configuration, logger: logger, endOfTurn: { store.commit(loop: $0) }, handler: handler)
    control.countConnections { [weak server] in server?.connectionCount ?? 0 }
    control.webhooks.send { [weak server] place, timeout, cancellation, request, completion in
        guard let server else { return completion(.failure(.stopped)) }
        server.send(to: place, within: timeout, cancelledBy: cancellation, request, completion)
    }
    async let running: Void = server.run()
    let outcome: Result<Value, any Error>
    do {
        outcome = .success(
            try await body(RunningMock(control: control, store: store, clock: clock, server: server)))
    } catch {
        outcome = .failure(error)
    }
    control.stop()
    server.stop()
    try await running
    await control.webhooks.settle()
    store.close()
    return try outcome.get()
}
