// Dispatch's timers may be used on any thread, but their type does not say so.
@preconcurrency internal import Dispatch

extension Task where Success == Never, Failure == Never {
    /// Suspends the current task for a duration, or until the task is cancelled.
    ///
    /// This function replaces `Task.sleep(for:)`, which wakes the task on a thread of Swift's own executor. The reason is
    /// the same as for ``WorkerThreads``.
    ///
    /// - Throws: `CancellationError` when the task is cancelled before the end of the duration.
    package static func pause(for duration: Duration) async throws {
        let pause = TaskPause()
        await withTaskCancellationHandler {
            await withCheckedContinuation { pause.begin($0, duration) }
        } onCancel: {
            pause.end()
        }
        try Task<Never, Never>.checkCancellation()
    }
}

/// One pause of a task, which a timer or a cancellation ends.
private final class TaskPause: Sendable {
    private enum State {
        case notBegun
        case begun(CheckedContinuation<Void, Never>, any DispatchSourceTimer)
        case ended
    }

    /// Only resumes tasks. A serial queue; see ``WorkerThreads``.
    private static let queue = DispatchQueue(label: "campaign-mock.task-pauses")

    private let state = Locked(State.notBegun)

    func begin(_ continuation: CheckedContinuation<Void, Never>, _ duration: Duration) {
        let timer = state.withLock { state -> (any DispatchSourceTimer)? in
            guard case .notBegun = state else { return nil }
            let timer = DispatchSource.makeTimerSource(queue: Self.queue)
            state = .begun(continuation, timer)
            return timer
        }
        // The task was cancelled before.
        guard let timer else { return continuation.resume() }
        timer.schedule(deadline: .now() + .nanoseconds(Int(max(0, duration.nanoseconds))), leeway: .milliseconds(1))
        timer.setEventHandler { self.end() }
        timer.activate()
    }

    func end() {
        let former = state.withLock { state in
            defer { state = .ended }
            return state
        }
        guard case .begun(let continuation, let timer) = former else { return }
        timer.cancel()
        continuation.resume()
    }
}
