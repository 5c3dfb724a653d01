import Base
import Logging

/// Logs the oddities that the real API would accept silently.
///
/// A repeated warning is logged at its 1st, 10th, 100th, 1,000th (and so on) occurrence only.
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
            logger.warning("The real API would accept this silently", metadata: metadata)
        }
    }
}
