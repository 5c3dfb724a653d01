import Base

/// Ends a request of the mock's own before its answer has come; see ``Server/send(to:within:cancelledBy:_:_:)``.
package final class ClientCancellation: Sendable {
    private enum State {
        /// What cancels the present stage of the request; `nil` before it has begun.
        case open((@Sendable () -> Void)?)
        case cancelled
    }

    private let state = Locked(State.open(nil))

    package init() {}

    /// Has the request fail with ``ClientFailure/cancelled``, unless it has ended. May be called on any thread, more than
    /// once.
    package func cancel() {
        let former = state.withLock { state in
            defer { state = .cancelled }
            return state
        }
        if case .open(let work) = former { work?() }
    }

    var isCancelled: Bool {
        state.withLock { state in if case .cancelled = state { true } else { false } }
    }

    /// Replaces what cancels the request. Runs it at once if the request is cancelled already.
    func whenCancelled(_ work: @escaping @Sendable () -> Void) {
        let isOpen = state.withLock { state in
            guard case .open = state else { return false }
            state = .open(work)
            return true
        }
        if !isOpen { work() }
    }
}
