import Synchronization

/// Numbers the requests and events of all event loops without gaps.
///
/// A request's numbers are taken under its shard's lock. So each shard is in order, and a reader that holds all locks
/// finds every request that has a number.
final class JournalSequence: Sendable {
    private let nextRequest = Atomic(1)
    private let nextEvent = Atomic<UInt64>(1)
    /// The number of the first request after the journal was last emptied.
    private let firstRequest = Atomic(1)

    /// The number that the next request gets.
    var nextNumber: Int { nextRequest.load(ordering: .relaxed) }

    /// The identifier that the next event gets.
    var nextEventID: UInt64 { nextEvent.load(ordering: .relaxed) }

    func takeNumber() -> Int { nextRequest.wrappingAdd(1, ordering: .relaxed).oldValue }

    /// - Returns: the first of `count` consecutive identifiers.
    func takeEventIDs(_ count: UInt64) -> UInt64 { nextEvent.wrappingAdd(count, ordering: .relaxed).oldValue }

    /// The numbers taken since the journal was last emptied.
    ///
    /// Read it only while every shard is locked.
    var numbers: Range<Int> { firstRequest.load(ordering: .relaxed)..<nextNumber }

    /// Begins a new range of request numbers after the journal was emptied. The identifiers of events always go on.
    ///
    /// Call it only while every shard is locked.
    ///
    /// - Parameter restartingNumbers: whether requests are numbered from 1 again.
    func beginAgain(restartingNumbers: Bool) {
        if restartingNumbers { nextRequest.store(1, ordering: .relaxed) }
        firstRequest.store(nextNumber, ordering: .relaxed)
    }
}
