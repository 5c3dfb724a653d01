import Base
import Synchronization

/// The requests that a delay or a `hang` holds.
///
/// A reset, a replaced state and the stop of the mock release all of them at once, the reset of an account those of the
/// account. So a request from before a reset is not handled after it, and no delay holds up the stop.
final class HeldRequests: Sendable {
    /// Why a request was released.
    enum Release: Sendable, Equatable {
        /// Its delay is over, or its client has disconnected.
        case elapsed
        /// The mock's state was reset or replaced.
        case reset
        /// The request's account was reset.
        case accountReset
        /// The mock was stopped.
        case stopped
    }

    private struct Held {
        /// The task that waits. Cancelling it releases the request.
        var wait: Task<Void, Never>
        let account: Int64?
        var release = Release.elapsed
    }

    private struct State {
        var held: [UInt64: Held] = [:]
        var nextNumber: UInt64 = 0
        var isStopped = false
        /// The epochs of the last resets: of the mock, and of accounts by their ids.
        var wholeReset: UInt64 = 0
        var accountResets: [Int64: UInt64] = [:]

        /// - Returns: the tasks to cancel, once the lock is released.
        mutating func release(
            _ reason: Release, where isMeant: (Held) -> Bool = { _ in true }
        ) -> [Task<Void, Never>] {
            var waits: [Task<Void, Never>] = []
            for (number, request) in held where isMeant(request) {
                if request.release == .elapsed { held[number]?.release = reason }
                waits.append(request.wait)
            }
            return waits
        }

        /// Why a request cannot be held; `nil` when it can.
        func refusal(of account: Int64?, since begun: UInt64) -> Release? {
            if isStopped { return .stopped }
            if wholeReset > begun { return .reset }
            return account.flatMap { accountResets[$0] }.map { $0 > begun } == true ? .accountReset : nil
        }
    }

    /// The most accounts whose last reset is remembered. A request is decided upon and held within microseconds, so
    /// older resets do not matter.
    private static let mostRemembered = 4_096

    private let state = Locked(State())
    /// Counts the resets, those of accounts too.
    private let epoch = Atomic<UInt64>(0)

    /// The number of resets so far. Read it before the decision to hold a request, for ``hold(for:since:)``.
    var currentEpoch: UInt64 { epoch.load(ordering: .acquiring) }

    /// The number of requests that are held now.
    var count: Int { state.withLock { $0.held.count } }

    /// Holds a request until its delay is over, the current task is cancelled or the request is released.
    ///
    /// - Parameters:
    ///   - duration: the delay; `nil` for no end.
    ///   - account: the id of the request's account; `nil` when it has none.
    ///   - begun: ``currentEpoch`` from before the decision to hold the request. If a reset has come since, the request
    ///     is not held.
    func hold(for duration: Duration?, of account: Int64? = nil, since begun: UInt64) async -> Release {
        let wait = Task(executorPreference: WorkerThreads.shared) { await Self.sleep(for: duration) }
        let (number, refusal) = state.withLock { state in
            let refusal = state.refusal(of: account, since: begun)
            if refusal == nil {
                state.nextNumber += 1
                state.held[state.nextNumber] = Held(wait: wait, account: account)
            }
            return (state.nextNumber, refusal)
        }
        if let refusal {
            wait.cancel()
            return refusal
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
            state.wholeReset = epoch.add(1, ordering: .releasing).newValue
            state.accountResets = [:]
            return state.release(.reset)
        }
        for wait in waits { wait.cancel() }
    }

    /// Releases the requests of an account, because it was reset.
    func reset(account: Int64) {
        let waits = state.withLock { state in
            if state.accountResets.count >= Self.mostRemembered { state.accountResets = [:] }
            state.accountResets[account] = epoch.add(1, ordering: .releasing).newValue
            return state.release(.accountReset) { $0.account == account }
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
            try? await Task.pause(for: duration)
            return
        }
        while !Task.isCancelled { try? await Task.pause(for: .seconds(3_600)) }
    }
}
