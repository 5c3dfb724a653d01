import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire
import Logging

/// Makes one entry for each request and hands it to a sink.
struct AccessLog: Sendable {
    private let sink: AccessLogSink

    /// - Returns: `nil` where no requests are logged.
    init?(_ options: MockOptions, logger: Logger) {
        guard options.accessLog else { return nil }
        sink = options.accessLogSink ?? Self.sink(logger)
    }

    /// One message for each request at level info, whatever the logger's own level.
    private static func sink(_ logger: Logger) -> AccessLogSink {
        var own = logger
        own.logLevel = .info
        return { [own] in own.info("request", metadata: $0.metadata) }
    }

    var middleware: Middleware {
        Middleware { [sink] request, next in
            next(request).changed { sink(AccessLogEntry(request, $0)) }
        }
    }

    /// Makes the entry of a request that the server refused before any handler saw it.
    func log(_ refused: RefusedRequest, _ response: Response) {
        var entry = AccessLogEntry(
            method: refused.head.method?.rawValue, target: refused.head.target, peer: refused.peer,
            status: response.status.code, duration: nil)
        entry.refusal = refused.reason
        sink(entry)
    }
}

/// Takes the entries of the access log; called on the event loops, so it must not wait.
package typealias AccessLogSink = @Sendable (AccessLogEntry) -> Void

extension AccessLogEntry {
    fileprivate init(_ request: Request, _ response: Response) {
        self.init(
            method: request.method.rawValue, target: request.head.target, peer: request.peer,
            status: response.status.code, duration: ContinuousClock.now - request.receivedAt)
        if let exchange = response.details as? Exchange {
            account = exchange.account
            campaignID = exchange.campaignID
            warnings = exchange.warnings.map(\.message)
            fault = exchange.fault
        }
        (brokenTransport, isAnswered) = Self.description(of: response.delivery)
        isControlCall = request.path.isExact
        if case .bytes(let bytes) = response.body { body = bytes }
    }

    private static func description(of delivery: Response.Delivery) -> (String?, isAnswered: Bool) {
        switch delivery {
        case .normal, .paced: (nil, true)
        case .truncated: ("the answer was cut off", true)
        case .reset: ("the connection was reset", false)
        case .closeWithoutAnswer: ("the connection was closed without an answer", false)
        case .raw: ("garbage was sent", false)
        case .never: ("the request was left without an answer", false)
        }
    }
}
