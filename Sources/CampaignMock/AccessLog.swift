import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire
import Logging

/// One line a request, at level info, with the account and the warnings where there are any. Never a key or a body.
struct AccessLog: Sendable {
    private let logger: Logger

    init(logger: Logger) {
        var own = logger
        own.logLevel = .info
        self.logger = own
    }

    var middleware: Middleware {
        Middleware { [logger] request, next in
            next(request).changed { logger.info("request", metadata: Self.metadata(request, $0)) }
        }
    }

    private static func metadata(_ request: Request, _ response: Response) -> Logger.Metadata {
        let (seconds, attoseconds) = (ContinuousClock.now - request.receivedAt).components
        let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
        var metadata: Logger.Metadata = [
            "method": "\(request.method.rawValue)",
            "target": "\(request.head.target)",
            "status": "\(response.status.code)",
            "microseconds": "\(microseconds)",
        ]
        if let exchange = response.details as? Exchange {
            if let account = exchange.account { metadata["account"] = "\(account)" }
            if let id = exchange.campaignID { metadata["campaign"] = "\(id)" }
            if !exchange.warnings.isEmpty { metadata["warnings"] = "\(exchange.warnings.count)" }
            if let fault = exchange.fault { metadata["fault"] = "\(fault)" }
        }
        return metadata
    }
}
