import Foundation
import Logging

/// The limit that the system sets to a process's open descriptors.
///
/// A process starts with a soft limit of often 1,024, which it may raise itself up to the hard limit.
enum DescriptorLimit {
    /// Descriptors beside those of connections: listeners, pollers, databases, files, and what an embedding program opens.
    private static let reserve = 128

    /// Raises the soft limit to what so many connections need, as far as the hard limit allows; never lowers it.
    ///
    /// Warns when the hard limit is too low.
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
            "The system allows fewer open descriptors than the maximum of connections needs",
            metadata: ["allowed": "\(reached)", "needed": "\(needed)", "connections": "\(connections)"])
    }
}
