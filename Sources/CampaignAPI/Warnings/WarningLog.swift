import Base
import Logging

/// Logs what the real API would swallow: the same warning once, and then at its tenth, hundredth, thousandth time.
final class WarningLog: Sendable {
    private let logger: Logger
    private let tally = Locked(WarningTally())

    init(logger: Logger) {
        self.logger = logger
    }

    func add(_ warnings: [Warning], of account: String) {
        guard logger.logLevel <= .warning else { return }
        for warning in warnings {
            guard let times = tally.withLock({ $0.count(warning, account: account) }) else { continue }
            var metadata: Logger.Metadata = [
                "account": "\(account)", "field": "\(warning.field)", "warning": "\(warning.message)",
            ]
            if times > 1 { metadata["times"] = "\(times)" }
            logger.warning("the real API would swallow this", metadata: metadata)
        }
    }
}
