// Reading on from a moment, and waiting for what comes after it.
extension Journal {
    /// What has been recorded since a position, and the position after it.
    ///
    /// After a clearing everything is new.
    func news(since position: Position?) -> News {
        let (requests, (now, isLast)) = requests(since: position) { audience, now in (now, audience.isClosed) }
        return News(
            entries: requests.compactMap(JournalEntry.init),
            wasCleared: position.map { $0.epoch != now.epoch } ?? false, isLast: isLast, position: now)
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
        let waiters = withAudience { $0.endWaits() }
        Wakeups(waiters: waiters).run()
    }

    /// Returns once something has happened since `position`, or when the task is cancelled.
    func change(since position: Position) async {
        let number = withAudience { $0.takeWaiterNumber() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = admit { audience, now in
                    if audience.isClosed || now != position { return true }
                    audience.wait(continuation, number: number)
                    return false
                }
                if isOver { return continuation.resume() }
                // A cancellation that came before the line above found nobody to wake.
                if Task.isCancelled { wake(number) }
            }
        } onCancel: {
            wake(number)
        }
    }

    private func wake(_ number: UInt64) {
        let waiter = withAudience { $0.takeWaiter(number: number) }
        waiter?.resume()
    }
}
