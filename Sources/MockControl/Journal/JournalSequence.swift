import Synchronization

/// Numbers requests and events without a gap, whichever loop they come from.
///
/// A request's numbers are taken under its shard's lock, so that each shard is in order and nobody who holds all locks
/// misses a request whose number is given already.
final class JournalSequence: Sendable {
    private let nextRequest = Atomic(1)
    private let nextEvent = Atomic<UInt64>(1)

    /// The number that the next request gets.
    var nextNumber: Int { nextRequest.load(ordering: .relaxed) }

    /// The identifier that the next event gets.
    var nextEventID: UInt64 { nextEvent.load(ordering: .relaxed) }

    func takeNumber() -> Int { nextRequest.wrappingAdd(1, ordering: .relaxed).oldValue }

    /// - Returns: the first of as many identifiers.
    func takeEventIDs(_ count: UInt64) -> UInt64 { nextEvent.wrappingAdd(count, ordering: .relaxed).oldValue }

    /// The next request is number 1 again; events go on.
    ///
    /// To be called while every shard is locked.
    func restartNumbers() {
        nextRequest.store(1, ordering: .relaxed)
    }
}
