import Base
import CampaignStore
import HTTPServer

/// What the store has made of an endpoint's write.
enum WriteDecision: Sendable {
    case answered(EndpointAnswer)
    /// Nothing was written.
    case refused(WriteRefusal)
}

extension EndpointContext {
    /// Has a write performed in the store's next commit.
    ///
    /// - Parameters:
    ///   - operation: runs inside the transaction, on the thread that commits.
    ///   - answering: makes the answer of the operation's outcome, once that is committed, on the request's event loop.
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
