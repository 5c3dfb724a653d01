import Synchronization

/// Numbers requests and events without a gap, whichever loop they come from.
///
/// A request's numbers are taken under its shard's lock. So each shard is in order, and a reader that holds all locks
/// finds every request whose number has been given.
final class JournalSequence: Sendable {
    private let nextRequest = Atomic(1)
    private let nextEvent = Atomic<UInt64>(1)
    /// The number of the first request since the journal was emptied.
    private let firstRequest = Atomic(1)

    /// The number that the next request gets.
    var nextNumber: Int { nextRequest.load(ordering: .relaxed) }

    /// The identifier that the next event gets.
    var nextEventID: UInt64 { nextEvent.load(ordering: .relaxed) }

    func takeNumber() -> Int { nextRequest.wrappingAdd(1, ordering: .relaxed).oldValue }

    /// - Returns: the first of as many identifiers.
    func takeEventIDs(_ count: UInt64) -> UInt64 { nextEvent.wrappingAdd(count, ordering: .relaxed).oldValue }

    /// The numbers given since the journal was emptied.
    ///
    /// To be read while every shard is locked.
    var numbers: Range<Int> { firstRequest.load(ordering: .relaxed)..<nextNumber }

    /// The journal has been emptied: numbers go on, or start at 1 again. The identifiers of events always go on.
    ///
    /// To be called while every shard is locked.
    func beginAgain(restartingNumbers: Bool) {
        if restartingNumbers { nextRequest.store(1, ordering: .relaxed) }
        firstRequest.store(nextNumber, ordering: .relaxed)
    }
}
