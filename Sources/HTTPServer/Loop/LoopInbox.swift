import Foundation

/// The jobs and work that other threads give to a loop.
///
/// `@unchecked Sendable`: every stored `var` is read and written under the lock. The lock is an `NSLock`, because
/// ThreadSanitizer does not see the slow path of `Mutex` (Swift 6.3 on Linux) and reports races that do not exist.
final class LoopInbox: @unchecked Sendable {
    enum Item {
        case job(UnownedJob)
        case work(@Sendable () -> Void)
    }

    enum Outcome {
        case taken
        /// The loop sleeps, and the caller must wake it.
        case takenWhileAsleep
        /// The loop has ended.
        case refused
    }

    private let lock = NSLock()
    private var items: [Item] = []
    private var isAsleep = false
    private var isClosed = false

    /// Adds an item.
    ///
    /// May be called from any thread. While the loop sleeps, only the first caller gets ``Outcome/takenWhileAsleep``.
    func put(_ item: Item) -> Outcome {
        lock.withLock {
            if isClosed { return .refused }
            items.append(item)
            defer { isAsleep = false }
            return isAsleep ? .takenWhileAsleep : .taken
        }
    }

    /// Marks the loop as asleep, unless the inbox holds an item.
    ///
    /// - Returns: whether the loop may sleep.
    func fallAsleep() -> Bool {
        lock.withLock {
            isAsleep = items.isEmpty
            return isAsleep
        }
    }

    /// Removes all items and marks the loop as awake.
    ///
    /// - Parameter taken: an empty array. It is swapped with the items, so that both arrays keep their storage.
    func takeAll(into taken: inout [Item]) {
        lock.lock()
        isAsleep = false
        swap(&items, &taken)
        lock.unlock()
    }

    /// Closes the inbox if it is empty. A closed inbox refuses every item.
    ///
    /// - Returns: whether the inbox is closed.
    func closeIfEmpty() -> Bool {
        lock.withLock {
            isClosed = items.isEmpty
            return isClosed
        }
    }
}
