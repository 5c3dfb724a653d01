import Locking

// Reading on from a moment, and waiting for what comes after it.
extension Journal {
    /// What has been recorded since a position, and the position after it.
    ///
    /// After a clearing everything is new.
    func news(since position: Position?) -> News {
        let (requests, wasCleared, isLast, now) = state.withLock { state in
            let now = self.position(state)
            let isSameEpoch = position?.epoch == now.epoch
            let seen = isSameEpoch ? (position?.nextNumber ?? 1) - 1 : 0
            return (state.requests.requests(after: seen), position != nil && !isSameEpoch, state.isClosed, now)
        }
        return News(
            entries: requests.compactMap(JournalEntry.init), wasCleared: wasCleared, isLast: isLast, position: now)
    }

    struct News: Sendable {
        let entries: [JournalEntry]
        /// Whether the journal was cleared since the position.
        let wasCleared: Bool
        /// Whether nobody is woken any more: the mock stops.
        let isLast: Bool
        let position: Position
    }

    /// Wakes everybody who waits, and lets nobody wait any more. Recording goes on.
    func endWaits() {
        let wakeups = state.withLock { state in
            state.isClosed = true
            return state.takeWaiters()
        }
        wakeups.run()
    }

    /// Returns once something has happened since `position`, or when the task is cancelled.
    func change(since position: Position) async {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.isClosed || self.position(state) != position { return true }
                    state.waiters[id] = continuation
                    return false
                }
                if isOver { return continuation.resume() }
                // A cancellation that came before the line above found nobody to wake.
                if Task.isCancelled { wake(id) }
            }
        } onCancel: {
            wake(id)
        }
    }

    private func wake(_ id: UInt64) {
        let waiter = state.withLock { $0.waiters.removeValue(forKey: id) }
        waiter?.resume()
    }
}
