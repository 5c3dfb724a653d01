import CampaignStore
import Base

/// Counts each account's requests in windows of one minute, like the framework's throttling.
///
/// A window begins with its first request and ends 60 seconds later on the account's clock.
package final class RateLimiter: Sendable {
    package enum Verdict: Sendable, Equatable {
        /// - Parameter remaining: the further requests that the window allows.
        case allowed(remaining: Int64)
        /// - Parameters:
        ///   - retryAfter: the seconds until the window ends.
        ///   - resetAt: the time at which the window ends, in Unix seconds.
        ///   - count: which request of the window this is, the refused ones counted too.
        case refused(retryAfter: Int64, resetAt: Int64, count: Int64)
    }

    private struct Window {
        var start: Int64
        var requests: Int64
        /// They do not count for the limit.
        var refused: Int64 = 0
    }

    private static let windowSeconds: Int64 = 60
    private let windows = Locked<[Int64: Window]>([:])

    package init() {}

    /// Counts one request of the account and compares the count to the limit.
    ///
    /// - Parameters:
    ///   - limit: the requests that the plan allows in a minute.
    ///   - now: in Unix seconds. A clock that was set back begins a new window.
    func count(_ account: Account, limit: Int64, now: Int64) -> Verdict {
        windows.withLock { windows in
            var window = windows[account.id] ?? Window(start: now, requests: 0)
            if now < window.start || now - window.start >= Self.windowSeconds {
                window = Window(start: now, requests: 0)
            }
            guard window.requests < limit else {
                let end = window.start + Self.windowSeconds
                window.refused += 1
                windows[account.id] = window
                return .refused(
                    retryAfter: end - now, resetAt: end, count: window.requests + window.refused)
            }
            window.requests += 1
            windows[account.id] = window
            return .allowed(remaining: limit - window.requests)
        }
    }

    /// Ends the window of an account. The account's next request begins a new one.
    ///
    /// - Parameter account: ``Account/id``.
    package func reset(account: Int64) {
        windows.withLock { $0[account] = nil }
    }

    /// Ends every window. Each account's next request begins a new one.
    package func reset() {
        windows.withLock { $0.removeAll() }
    }
}
