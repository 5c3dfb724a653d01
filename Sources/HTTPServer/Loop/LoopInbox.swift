import Foundation

/// What other threads hand to a loop, and whether the loop has to be woken for it.
///
/// `@unchecked Sendable`: every stored `var` is read and written under the lock. It is an `NSLock`, since
/// ThreadSanitizer sees nothing of a `Mutex` that is contended (Linux, Swift 6.3) and reports races that are none.
final class LoopInbox: @unchecked Sendable {
    enum Item {
        case job(UnownedJob)
        case work(@Sendable () -> Void)
    }

    enum Outcome {
        case taken
        /// The loop sleeps: the caller is the one to wake it.
        case takenWhileAsleep
        /// The loop has ended.
        case refused
    }

    private let lock = NSLock()
    private var items: [Item] = []
    private var isAsleep = false
    private var isClosed = false

    /// Hands something in.
    ///
    /// May be called from any thread. Of all that hand in during one sleep of the loop only the first is told to wake it.
    func put(_ item: Item) -> Outcome {
        lock.withLock {
            if isClosed { return .refused }
            items.append(item)
            defer { isAsleep = false }
            return isAsleep ? .takenWhileAsleep : .taken
        }
    }

    /// Tells that the loop is about to sleep.
    ///
    /// - Returns: whether it may; not when something lies here.
    func fallAsleep() -> Bool {
        lock.withLock {
            isAsleep = items.isEmpty
            return isAsleep
        }
    }

    /// Takes everything out; the loop is awake.
    ///
    /// - Parameter taken: empty, and swapped for what was here, so that both arrays keep their storage.
    func takeAll(into taken: inout [Item]) {
        lock.lock()
        isAsleep = false
        swap(&items, &taken)
        lock.unlock()
    }

    /// Refuses everything from here on, unless something has still come in.
    func closeIfEmpty() -> Bool {
        lock.withLock {
            isClosed = items.isEmpty
            return isClosed
        }
    }
}
