import Base
import CampaignStore
import HTTPWire
import JSON
import Logging

// Storing what receivers answered.
extension Webhooks {
    /// The most answers that are stored in one write. Their events come together, and must not fill a follower's queue.
    private static let mostStored = 64

    /// Stores the statuses of answers in their calls, and then finishes the webhooks: who has waited for one finds the
    /// status in the call. Answers that come meanwhile are stored together.
    func storeAnswers() async {
        while true {
            // Taken before the answers: a reset that comes between the two supersedes the write.
            let generation = store.directory.generation
            let answered = nextAnswers()
            if answered.isEmpty { return }
            do throws(WriteRefusal) {
                try await store.write(generation: generation) { batch in
                    for item in answered { try batch.setWebhookResponse(item.response, ofCall: item.due.call.id) }
                }
            } catch {
                if error == .superseded { continue }
                logger.error("the answers to webhooks could not be stored", metadata: ["cause": "\(error)"])
            }
            finish(answered)
        }
    }

    /// The answers to store next. They stay where they are until they are stored. When there are none, storing ends.
    ///
    /// Those of removed webhooks are dropped: the calls may be gone, and after a reset others may have their ids.
    private func nextAnswers() -> [AnsweredWebhook] {
        state.withLock { state in
            state.answered.removeAll { !state.queue.has($0.due) }
            if state.answered.isEmpty { state.storing = nil }
            return Array(state.answered.prefix(Self.mostStored))
        }
    }

    private func finish(_ answered: [AnsweredWebhook]) {
        state.withLock { state in
            let isFinished = Set(answered.map { ObjectIdentifier($0.due) })
            state.answered.removeAll { isFinished.contains(ObjectIdentifier($0.due)) }
            for item in answered {
                let webhook = state.queue.finish(item.due, with: .success(item.answer), after: item.duration)
                if let webhook { noteChange(of: webhook, in: &state) }
            }
        }
    }
}

extension AnsweredWebhook {
    /// What the call shows as `webhook_response`.
    fileprivate var response: [UInt8] {
        let response: JSONValue = ["status": .integer(Int64(answer.status))]
        return response.encoded()
    }
}
