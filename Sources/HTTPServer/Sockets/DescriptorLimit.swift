import Foundation
import Logging

/// The process's limit of open descriptors (RLIMIT_NOFILE).
///
/// A process often starts with a soft limit of 1,024. It may raise the soft limit up to the hard limit.
enum DescriptorLimit {
    /// The number of descriptors that are not connections: listeners, pollers, databases, files, and those of an
    /// embedding program.
    private static let reserve = 128

    /// Raises the soft limit to the number that `connections` need, at most to the hard limit. Never lowers it.
    ///
    /// Logs a warning when the hard limit is too low.
    static func provide(for connections: Int, _ logger: Logger) {
        let (sum, overflows) = connections.addingReportingOverflow(Acceptor.refusalLimit + reserve)
        let needed = rlim_t(clamping: overflows ? .max : sum)
        var limits = Platform.descriptorLimits
        guard limits.rlim_cur < needed else { return }
        limits.rlim_cur = min(needed, limits.rlim_max)
        Platform.descriptorLimits = limits
        let reached = Platform.descriptorLimits.rlim_cur
        guard reached < needed else { return }
        logger.warning(
            "The limit of open descriptors is too low for the maximum of connections: raise it with ulimit -n",
            metadata: ["allowed": "\(reached)", "needed": "\(needed)", "connections": "\(connections)"])
    }
}
