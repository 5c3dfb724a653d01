import HTTPServer
import HTTPTypes
import Logging
import Testing

/// Runs a server on a free port while the body runs. Its handler returns the response at once.
func withServer<Value: Sendable>(
    _ poller: PollerKind = .platformDefault,
    configure: (inout ServerConfiguration) -> Void = { _ in },
    handler: @escaping @Sendable (Request) -> Response = { request in
        Response(status: .ok, bytes: Array(request.body))
    },
    _ body: (Server) async throws -> Value
) async throws -> Value {
    try await withServer(poller, configure: configure, replies: { .ready(handler($0)) }, body)
}

/// Runs a server on a free port while the body runs. Its handler is asynchronous.
func withServer<Value: Sendable>(
    _ poller: PollerKind = .platformDefault,
    configure: (inout ServerConfiguration) -> Void = { _ in },
    handler: @escaping @Sendable (Request) async -> Response,
    _ body: (Server) async throws -> Value
) async throws -> Value {
    try await withServer(
        poller, configure: configure, replies: { request in .pending { await handler(request) } }, body)
}

func withServer<Value: Sendable>(
    _ poller: PollerKind = .platformDefault,
    configure: (inout ServerConfiguration) -> Void = { _ in },
    endOfTurn: @escaping EndOfTurn = { _ in false },
    replies: @escaping Handler,
    _ body: (Server) async throws -> Value
) async throws -> Value {
    var configuration = ServerConfiguration()
    configuration.pollerKind = poller
    configuration.threads = 2
    // A busy machine or a sanitizer makes clients slow. Only a test of a time limit sets a short one.
    for limit in [\ServerTimeouts.head, \.bodyProgress, \.body, \.writeProgress, \.write, \.idle] {
        configuration.timeouts[keyPath: limit] = .seconds(300)
    }
    configure(&configuration)
    let server = try Server(
        configuration: configuration, logger: silentLogger, endOfTurn: endOfTurn, handler: replies)
    async let running: Void = server.run()
    let outcome: Result<Value, any Error>
    do { outcome = .success(try await body(server)) } catch { outcome = .failure(error) }
    server.stop()
    try await running
    #expect(server.connectionCount == 0, "a stopped server holds no connection")
    return try outcome.get()
}

let silentLogger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Makes a response whose body is text.
func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(status: status, bytes: Array(text.utf8))
}
