import Base
import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire
import Logging

/// Makes one entry for each request and passes it to a sink.
struct AccessLog: Sendable {
    private let sink: AccessLogSink

    /// - Returns: `nil` when the options switch the access log off.
    init?(_ options: MockOptions, logger: Logger) {
        guard options.accessLog else { return nil }
        sink = options.accessLogSink ?? Self.sink(logger)
    }

    /// Logs one message for each request at level info, even when `logger` has a higher level.
    private static func sink(_ logger: Logger) -> AccessLogSink {
        var infoLogger = logger
        infoLogger.logLevel = .info
        return { [infoLogger] in infoLogger.info("request", metadata: $0.metadata) }
    }

    var middleware: Middleware {
        Middleware { [sink] request, next in
            next(request).changed { sink(AccessLogEntry(request, $0)) }
        }
    }

    /// Logs a request that the HTTP server refused before it called the handler.
    func log(_ refused: RefusedRequest, _ response: Response) {
        var entry = AccessLogEntry(
            method: refused.head.method?.rawValue, target: refused.head.target, peer: refused.peer,
            status: response.status.code, duration: nil)
        entry.refusal = refused.reason
        sink(entry)
    }
}

/// Receives the entries of the access log.
///
/// The event loops call it, so it must not block.
package typealias AccessLogSink = @Sendable (AccessLogEntry) -> Void

extension AccessLogEntry {
    fileprivate init(_ request: Request, _ response: Response) {
        self.init(
            method: request.method.rawValue, target: request.head.target, peer: request.peer,
            status: response.status.code, duration: Moment.now - request.receivedAt)
        if let findings = response.details as? RequestFindings {
            account = findings.account
            campaignID = findings.campaignID
            warnings = findings.warnings.map(\.message)
            fault = findings.fault
        }
        (brokenTransport, isAnswered) = Self.description(of: response.delivery)
        isControlCall = request.path.isExact
        if case .bytes(let bytes) = response.body { body = bytes }
    }

    private static func description(of delivery: Response.Delivery) -> (String?, isAnswered: Bool) {
        switch delivery {
        case .normal, .paced: (nil, true)
        case .truncated: ("the response was truncated", true)
        case .reset: ("the connection was reset", false)
        case .closeWithoutAnswer: ("the connection was closed without a response", false)
        case .raw: ("bytes that are not HTTP were sent", false)
        case .never: ("no response was sent", false)
        }
    }
}
