import Base
import CampaignRunner
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

    /// Queues a write that changes what calls depend on; see ``CampaignRunner/perform(for:naming:isNeeded:in:_:)``.
    ///
    /// - Parameters:
    ///   - names: what the request changes.
    ///   - isNeeded: whether it does so even if no campaign of the account runs.
    ///   - operation: receives the second in which the request takes effect, in Unix seconds.
    ///   - answering: like that of ``write(_:answering:)``.
    func write<Outcome: Sendable>(
        naming names: [CampaignRunner.Named], isNeeded: Bool = true,
        _ operation:
            @escaping @Sendable (inout WriteBatch, _ now: Int64) throws -> (
                Outcome, CampaignRunner.Consequence
            ),
        answering: @escaping @Sendable (Outcome) -> EndpointAnswer
    ) -> Promised<WriteDecision> {
        let (runner, account) = (services.runner, account)
        let effect: WriteBatch.Operation<Outcome> = { batch in
            try runner.perform(for: account, naming: names, isNeeded: isNeeded, in: &batch, operation)
        }
        return write(effect, answering: answering)
    }
}
