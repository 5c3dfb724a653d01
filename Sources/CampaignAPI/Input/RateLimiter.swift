import CampaignStore
import Base

/// Counts an account's requests in windows of a minute, as the framework's throttling does: a window begins with its
/// first request and ends 60 seconds later, by the mock's clock.
package final class RateLimiter: Sendable {
    package enum Verdict: Sendable, Equatable {
        case allowed(remaining: Int64)
        /// - Parameters:
        ///   - retryAfter: seconds until the window ends.
        ///   - resetAt: the same moment in Unix seconds.
        case refused(retryAfter: Int64, resetAt: Int64)
    }

    private struct Window {
        var start: Int64
        var requests: Int64
    }

    private static let windowSeconds: Int64 = 60
    private let windows = Locked<[Int64: Window]>([:])

    package init() {}

    /// Counts one request against a limit.
    ///
    /// - Parameters:
    ///   - limit: requests a minute.
    ///   - now: Unix seconds. A clock set back begins a new window.
    func count(_ account: Account, limit: Int64, now: Int64) -> Verdict {
        windows.withLock { windows in
            var window = windows[account.id] ?? Window(start: now, requests: 0)
            if now < window.start || now - window.start >= Self.windowSeconds {
                window = Window(start: now, requests: 0)
            }
            guard window.requests < limit else {
                let end = window.start + Self.windowSeconds
                return .refused(retryAfter: end - now, resetAt: end)
            }
            window.requests += 1
            windows[account.id] = window
            return .allowed(remaining: limit - window.requests)
        }
    }

    /// Begins every window anew, as a reset of the mock does.
    package func reset() {
        windows.withLock { $0.removeAll() }
    }
}
