import HTTPTypes
import HTTPWire
import Logging
import Synchronization

/// The values that all connections of a server share.
final class ServerContext: Sendable {
    let handler: Handler
    let limits: TimeLimits
    let requestLimits: RequestLimits
    let largerBody: RequestDecoder.LargerBody?
    let pathRules: PathRules
    let logger: Logger
    private let stopping = Atomic(false)
    private let openConnections = Atomic(0)
    let handsOverTooLargeRequests: Bool
    let onRefusal: @Sendable (RefusedRequest, Response) -> Void
    private let errorFields: @Sendable (PartialHead) -> HTTPFields
    private let errorBody: @Sendable (HTTPResponse.Status, _ message: String) -> [UInt8]

    init(_ configuration: ServerConfiguration, logger: Logger, handler: @escaping Handler) {
        self.handler = handler
        self.limits = TimeLimits(configuration.timeouts)
        self.requestLimits = configuration.requestLimits
        self.largerBody = configuration.largerBody
        self.pathRules = configuration.pathRules
        self.logger = logger
        self.handsOverTooLargeRequests = configuration.handsOverTooLargeRequests
        self.onRefusal = configuration.onRefusal
        self.errorFields = configuration.errorFields
        self.errorBody = configuration.errorBody
    }

    /// Whether the server stops. If so, every response closes its connection.
    var isStopping: Bool { stopping.load(ordering: .relaxed) }

    func stop() {
        stopping.store(true, ordering: .relaxed)
    }

    /// The number of open connections, including refused ones that are not closed yet.
    var connectionCount: Int { openConnections.load(ordering: .relaxed) }

    func connectionBegan(on loop: EventLoop) {
        openConnections.add(1, ordering: .relaxed)
        loop.openConnections.add(1, ordering: .relaxed)
    }

    func connectionEnded(on loop: EventLoop) {
        openConnections.subtract(1, ordering: .relaxed)
        loop.openConnections.subtract(1, ordering: .relaxed)
    }

    /// Makes the response to a refused request.
    func errorResponse(to refused: RefusedRequest, adding fields: HTTPFields) -> Response {
        var all: HTTPFields = [.contentType: "application/json"]
        all.append(contentsOf: fields)
        all.append(contentsOf: errorFields(refused.head))
        return Response(status: refused.status, fields: all, bytes: errorBody(refused.status, refused.reason))
    }
}
