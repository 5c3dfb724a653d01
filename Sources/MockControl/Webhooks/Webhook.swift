import Base
import HTTPWire

/// A post-call webhook, and what has become of it.
struct Webhook: Sendable {
    enum State: String, Sendable, CaseIterable {
        /// It is not finished: it is to be sent, or its answer is awaited.
        case waiting
        /// The receiver has answered, whatever the status.
        case delivered
        /// There was no answer.
        case failed
        /// The URL is not allowed, so nothing was sent.
        case blocked
    }

    let due: DueWebhook
    var state: State
    /// The number of tries, that which goes on included.
    var attempts = 0
    /// When the last try began.
    var sentAt: Moment?
    /// How long the last try took.
    var duration: Duration?
    var answer: DecodedResponse?
    /// Why there is no answer, in one line.
    var error: String?

    init(_ due: DueWebhook) {
        self.due = due
        switch due.receiver {
        case .success: state = .waiting
        case .failure(let refusal): (state, error) = (.blocked, refusal.message)
        }
    }

    var number: Int { due.number }
    var isFinished: Bool { state != .waiting }
}
