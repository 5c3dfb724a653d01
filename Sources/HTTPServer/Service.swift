import HTTPTypes
import HTTPWire
import Logging
import Synchronization

/// What all connections of a server share.
final class Service: Sendable {
    let handler: Handler
    let limits: TimeLimits
    let requestLimits: RequestLimits
    let pathRules: PathRules
    let logger: Logger
    private let stopping = Atomic(false)
    private let openConnections = Atomic(0)
    let handsOverTooLargeRequests: Bool
    private let errorFields: HTTPFields
    private let errorBody: @Sendable (HTTPResponse.Status, _ message: String) -> [UInt8]

    init(_ configuration: ServerConfiguration, logger: Logger, handler: @escaping Handler) {
        self.handler = handler
        self.limits = TimeLimits(configuration.timeouts)
        self.requestLimits = configuration.requestLimits
        self.pathRules = configuration.pathRules
        self.logger = logger
        self.handsOverTooLargeRequests = configuration.handsOverTooLargeRequests
        self.errorFields = configuration.errorFields
        self.errorBody = configuration.errorBody
    }

    /// Whether the server is told to stop: every answer from then on closes its connection.
    var isStopping: Bool { stopping.load(ordering: .relaxed) }

    func stop() {
        stopping.store(true, ordering: .relaxed)
    }

    /// Connections that are open, refused ones included.
    var connectionCount: Int { openConnections.load(ordering: .relaxed) }

    func connectionBegan(on loop: EventLoop) {
        openConnections.add(1, ordering: .relaxed)
        loop.openConnections.add(1, ordering: .relaxed)
    }

    func connectionEnded(on loop: EventLoop) {
        openConnections.subtract(1, ordering: .relaxed)
        loop.openConnections.subtract(1, ordering: .relaxed)
    }

    /// An answer that no handler makes.
    func errorResponse(_ status: HTTPResponse.Status, _ message: String) -> Response {
        var response = Response(status: status, fields: errorFields, bytes: errorBody(status, message))
        response.fields[.contentType] = "application/json"
        return response
    }

    /// Answers what concerns no resource, and so no handler; `nil` for everything else.
    ///
    /// CONNECT does not get here: the decoder refuses it.
    func ownAnswer(to head: RequestHead) -> Response? {
        // TRACE is known to HTTP, so it goes to the handler, whose router answers 405; nothing is ever reflected.
        guard head.method.isRegistered else {
            return errorResponse(.notImplemented, "HTTP has no such method; method names are case-sensitive.")
        }
        if head.method == .options, head.path == "*" {
            // About the server as a whole (RFC 9110 §9.3.7).
            return Response(status: .noContent, fields: [.allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"])
        }
        return nil
    }
}
