package import Base

/// A write that waits for its transaction, and the promise of its decision.
///
/// This class does not contain the outcome: the operation stores the outcome for its caller. A generic class with the
/// outcome took 4,000 instructions more for each write, because the compiler does not specialise it for other modules.
///
/// `@unchecked Sendable`: only the thread that decides the write assigns `refusal`, before it keeps the promise. The
/// caller reads `refusal` only after the promise is kept; ``PromiseStage`` orders the two accesses.
package final class PendingWrite: PromiseStage, @unchecked Sendable {
    /// The generation of the directory with which the request was validated.
    private let generation: UInt64
    private let operation: WriteBatch.Operation<Void>
    /// The reason why the write was refused; `nil` if it is committed. Read this only after the promise is kept.
    package private(set) var refusal: WriteRefusal?

    init(generation: UInt64, _ operation: @escaping WriteBatch.Operation<Void>) {
        self.generation = generation
        self.operation = operation
    }

    /// Performs the write inside the transaction.
    ///
    /// - Throws: an SQLite error. The caller must then roll back the transaction and refuse all its writes.
    func perform(in batch: inout WriteBatch) throws {
        guard generation == batch.directory.generation else { return refusal = .superseded }
        do {
            try operation(&batch)
            refusal = nil
        } catch let refusal as WriteRefusal {
            batch.note(refusal)
            self.refusal = refusal
        }
    }

    /// Refuses the write and keeps the promise. Call this once, instead of ``fulfil()``.
    func refuse(_ refusal: WriteRefusal) {
        self.refusal = refusal
        fulfil()
    }

    /// Waits for the decision.
    ///
    /// - Returns: the reason why the write was refused; `nil` if it is committed.
    package func wait() async -> WriteRefusal? { await whenFulfilled { self.refusal }.wait() }
}

/// The reason why a write of any kind was refused. Nothing of the write is stored.
package enum WriteRefusal: Error, Equatable {
    /// The accounts have changed since the caller took its directory. The caller must authenticate and validate again.
    case superseded
    /// The database failed, or the store is closed.
    case failed(StorageFailure)
}
