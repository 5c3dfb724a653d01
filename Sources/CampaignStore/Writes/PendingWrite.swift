package import Base

/// A write that waits for its transaction, and the promise that it is decided.
///
/// Knows nothing of what is written, nor of the outcome: the operation keeps that where its caller finds it. A generic
/// class in this place took 4,000 instructions a write more, since the compiler does not specialise it for other modules.
///
/// `@unchecked Sendable`: `refusal` is written by the thread that commits, before it keeps the promise.
package final class PendingWrite: PromiseStage, @unchecked Sendable {
    /// That of the directory the request was validated with.
    private let generation: UInt64
    private let operation: WriteBatch.Operation<Void>
    /// Why it was not done; `nil` when it is committed. Valid once the promise is kept.
    package private(set) var refusal: WriteRefusal?

    init(generation: UInt64, _ operation: @escaping WriteBatch.Operation<Void>) {
        self.generation = generation
        self.operation = operation
    }

    /// Runs inside the transaction.
    ///
    /// - Throws: what SQLite throws: the transaction is lost, and with it the outcomes of all its writes.
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

    /// Tells that nothing was written; called once in place of ``fulfil()``.
    func refuse(_ refusal: WriteRefusal) {
        self.refusal = refusal
        fulfil()
    }

    /// Waits until it is decided.
    package func wait() async -> WriteRefusal? { await whenFulfilled { self.refusal }.wait() }
}

/// Why a write was not done, whatever it was.
///
/// Nothing of it is stored.
package enum WriteRefusal: Error, Equatable {
    /// The accounts have changed since the caller's directory: authenticate and validate again.
    case superseded
    case failed(StorageFailure)
}
