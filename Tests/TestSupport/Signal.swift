import Base

/// An event that happens once and that tasks can wait for.
package final class Signal: Sendable {
    private struct State {
        var isSet = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Locked(State())

    package init() {}

    package func set() {
        let waiters = state.withLock { state in
            state.isSet = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    package func wait() async {
        await withCheckedContinuation { continuation in
            let isSet = state.withLock { state in
                if !state.isSet { state.waiters.append(continuation) }
                return state.isSet
            }
            if isSet { continuation.resume() }
        }
    }

    /// Suspends until the task is cancelled.
    package static func waitForCancellation() async {
        let signal = Signal()
        await withTaskCancellationHandler {
            await signal.wait()
        } onCancel: {
            signal.set()
        }
    }
}

/// Checks a condition every millisecond until it holds. Use it for a condition that reports no change.
package func eventually(_ condition: () -> Bool) async throws {
    while !condition() { try await Task.sleep(for: .milliseconds(1)) }
}
