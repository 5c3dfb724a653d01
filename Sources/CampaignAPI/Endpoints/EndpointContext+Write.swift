import Base
import CampaignStore
import HTTPServer

/// The result of an endpoint's write.
enum WriteDecision: Sendable {
    /// The write is committed.
    case answered(EndpointAnswer)
    /// Nothing was written.
    case refused(WriteRefusal)
}

extension EndpointContext {
    /// Queues a write for the store's next commit.
    ///
    /// - Parameters:
    ///   - operation: runs inside the transaction, on the thread that commits.
    ///   - answering: makes the response from the operation's outcome. It runs after the commit, on the request's event
    ///     loop.
    /// - Returns: the promise of the write's result.
    func write<Outcome: Sendable>(
        _ operation: @escaping WriteBatch.Operation<Outcome>,
        answering: @escaping @Sendable (Outcome) -> EndpointAnswer
    ) -> Promised<WriteDecision> {
        let outcome = Promise<Outcome>()
        let write = store.write(loop: request.loop, generation: directory.generation) { batch in
            outcome.keep(try operation(&batch))
        }
        return write.whenFulfilled {
            if let refusal = write.refusal { return .refused(refusal) }
            return .answered(answering(outcome.take()))
        }
    }
}
