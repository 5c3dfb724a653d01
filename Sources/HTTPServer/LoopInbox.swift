import Synchronization

/// What other threads hand to a loop, and whether the loop has to be woken for it.
struct LoopInbox: ~Copyable {
    enum Item {
        case job(UnownedJob)
        case work(@Sendable () -> Void)
    }

    // Not private: Swift 6.3 cannot lay a private type's `Mutex` out in another file's class.
    struct Contents {
        var items: [Item] = []
        var isAsleep = false
        var isClosed = false
    }

    enum Outcome {
        case taken
        /// The loop sleeps: the caller is the one to wake it.
        case takenWhileAsleep
        /// The loop has ended.
        case refused
    }

    private let contents = Mutex(Contents())

    /// Hands something in.
    ///
    /// May be called from any thread.
    ///
    /// Of all that hand in during one sleep of the loop only the first is told to wake it.
    func put(_ item: sending Item) -> Outcome {
        contents.withLock { contents in
            if contents.isClosed { return .refused }
            contents.items.append(item)
            defer { contents.isAsleep = false }
            return contents.isAsleep ? .takenWhileAsleep : .taken
        }
    }

    /// Tells that the loop is about to sleep.
    ///
    /// - Returns: whether it may; not when something lies here.
    func fallAsleep() -> Bool {
        contents.withLock { contents in
            contents.isAsleep = contents.items.isEmpty
            return contents.isAsleep
        }
    }

    /// Takes everything out; the loop is awake.
    ///
    /// - Parameter items: empty, and swapped for what was here, so that both arrays keep their storage.
    func takeAll(into items: inout [Item]) {
        contents.withLock { contents in
            contents.isAsleep = false
            swap(&contents.items, &items)
        }
    }

    /// Refuses everything from here on, unless something has still come in.
    func closeIfEmpty() -> Bool {
        contents.withLock { contents in
            contents.isClosed = contents.items.isEmpty
            return contents.isClosed
        }
    }
}
