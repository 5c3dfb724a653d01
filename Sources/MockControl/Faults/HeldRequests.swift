import Base
import Synchronization

/// The requests that a delay or a `hang` holds.
///
/// A reset, a replaced state and the stop of the mock release all of them at once. So a request from before a reset is
/// not handled after it, and no delay holds up the stop.
final class HeldRequests: Sendable {
    /// Why a request was released.
    enum Release: Sendable, Equatable {
        /// Its delay is over, or its client has disconnected.
        case elapsed
        /// The mock's state was reset or replaced.
        case reset
        /// The mock was stopped.
        case stopped
    }

    private struct Held {
        /// The task that waits. Cancelling it releases the request.
        var wait: Task<Void, Never>
        var release = Release.elapsed
    }

    private struct State {
        var held: [UInt64: Held] = [:]
        var nextNumber: UInt64 = 0
        var isStopped = false

        /// - Returns: the tasks to cancel, once the lock is released.
        mutating func release(_ reason: Release) -> [Task<Void, Never>] {
            for number in held.keys where held[number]?.release == .elapsed { held[number]?.release = reason }
            return held.values.map(\.wait)
        }
    }

    private let state = Locked(State())
    /// Counts the resets.
    private let epoch = Atomic<UInt64>(0)

    /// The number of resets so far. Read it before the decision to hold a request, for ``hold(for:since:)``.
    var currentEpoch: UInt64 { epoch.load(ordering: .acquiring) }

    /// The number of requests that are held now.
    var count: Int { state.withLock { $0.held.count } }

    /// Holds a request until its delay is over, the current task is cancelled or all requests are released.
    ///
    /// - Parameters:
    ///   - duration: the delay; `nil` for no end.
    ///   - begun: ``currentEpoch`` from before the decision to hold the request. If a reset has come since, the request
    ///     is not held.
    func hold(for duration: Duration?, since begun: UInt64) async -> Release {
        let wait = Task { await Self.sleep(for: duration) }
        let admission: (number: UInt64?, refusal: Release) = state.withLock { state in
            if state.isStopped { return (nil, .stopped) }
            if epoch.load(ordering: .relaxed) != begun { return (nil, .reset) }
            state.nextNumber += 1
            state.held[state.nextNumber] = Held(wait: wait)
            return (state.nextNumber, .reset)
        }
        guard let number = admission.number else {
            wait.cancel()
            return admission.refusal
        }
        await withTaskCancellationHandler {
            await wait.value
        } onCancel: {
            wait.cancel()
        }
        return state.withLock { $0.held.removeValue(forKey: number)?.release ?? .elapsed }
    }

    /// Releases all requests, because the state was reset or replaced. Later requests can be held again.
    func reset() {
        let waits = state.withLock { state in
            epoch.add(1, ordering: .releasing)
            return state.release(.reset)
        }
        for wait in waits { wait.cancel() }
    }

    /// Releases all requests. Later requests are not held.
    func stop() {
        let waits = state.withLock { state in
            state.isStopped = true
            return state.release(.stopped)
        }
        for wait in waits { wait.cancel() }
    }

    private static func sleep(for duration: Duration?) async {
        if let duration {
            try? await Task.sleep(for: duration)
            return
        }
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3_600)) }
    }
}
