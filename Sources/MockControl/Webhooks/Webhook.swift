package import Base
import HTTPWire

/// A post-call webhook, and what has become of it.
package struct Webhook: Sendable {
    package enum State: String, Sendable, CaseIterable {
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
    package internal(set) var state: State
    /// The number of tries, that which goes on included.
    package internal(set) var attempts = 0
    /// When the last try began.
    package internal(set) var sentAt: Moment?
    /// How long the last try took.
    package internal(set) var duration: Duration?
    var answer: DecodedResponse?
    /// Why there is no answer, in one line.
    package internal(set) var error: String?

    init(_ due: DueWebhook) {
        self.due = due
        switch due.receiver {
        case .success: state = .waiting
        case .failure(let refusal): (state, error) = (.blocked, refusal.message)
        }
    }

    package var number: Int { due.number }
    var isFinished: Bool { state != .waiting }
}
