import Base
package import CampaignStore
package import HTTPServer
package import HTTPWire
import JSON
import Logging

/// The post-call webhooks: those that wait, the posting, and what came of the last ones (calling.md, §7).
///
/// Everything is in memory. A restart forgets the webhooks that wait.
///
/// The lock of the state is taken before the journal's, and never while that is held.
package final class Webhooks: Sendable {
    /// Sends a request on an event loop; see `Server.send`.
    package typealias Sender =
        @Sendable (
            _ place: ClientPlace, _ timeout: Duration, _ cancellation: ClientCancellation,
            _ request: @escaping @Sendable () -> [UInt8],
            _ completion: @escaping @Sendable (Result<DecodedResponse, ClientFailure>) -> Void
        ) -> Void

    /// What the lock protects.
    struct State: Sendable {
        var queue = WebhookQueue()
        var watches = WebhookWatches()
        /// The receivers by their URLs, because most posts have one of few.
        var receivers: [String: Result<ReceiverURL, ReceiverURL.Refusal>] = [:]
        /// `nil` until the server exists.
        var sender: Sender?
        /// The posts that go on.
        var going: [ObjectIdentifier: (due: DueWebhook, cancellation: ClientCancellation)] = [:]
        /// The answers whose statuses are not stored yet.
        var answered: [AnsweredWebhook] = []
        /// Stores the answers; `nil` while there are none.
        var storing: Task<Void, Never>?
    }

    /// How many posts of one ``add(_:)`` are taken up at once, and have events. An event loop that asks for the lock waits
    /// for them.
    private static let chunk = 64
    /// The most receivers that are remembered.
    private static let mostReceivers = 256

    let state = Locked(State())
    let policy: WebhookPolicy
    let version: String
    let journal: Journal
    let store: Store
    let logger: Logger

    init(policy: WebhookPolicy, version: String, journal: Journal, store: Store, logger: Logger) {
        self.policy = policy
        self.version = version
        self.journal = journal
        self.store = store
        self.logger = logger
    }

    // MARK: - Coming

    /// Takes up the webhooks of calls that have ended: of each call whose assistant has a webhook that is active.
    ///
    /// Call it after the commit, in the order of the calls' ends. It may be called on any thread and does not wait: the
    /// posts are made and sent on an event loop.
    ///
    /// - Returns: how many webhooks there are for these calls, those that are blocked included.
    @discardableResult
    package func add(_ posts: [DuePost]) -> Int {
        let due = posts.compactMap { post in
            post.account.assistant(id: post.listed.call.assistantID)?.activeWebhook.map { (post: post, url: $0) }
        }
        var rest = due[...]
        while !rest.isEmpty {
            let part = rest.prefix(Self.chunk)
            rest = rest.dropFirst(Self.chunk)
            state.withLock { state in
                let webhooks = part.map { take(up: $0.post, to: $0.url, in: &state) }
                // Of many that come at once only the last have events: the queue of a follower would be full.
                if rest.isEmpty { publish(webhooks, skipping: due.count - webhooks.count) }
            }
        }
        if !due.isEmpty { sendNext() }
        return due.count
    }

    private func take(up post: DuePost, to url: String, in state: inout State) -> Webhook {
        let receiver = receiver(url, in: &state)
        let webhook = state.queue.add(
            DueWebhook(number: state.queue.takeNumber(), post: post, url: url, receiver: receiver))
        state.watches.note(webhook)
        return webhook
    }

    private func receiver(_ url: String, in state: inout State) -> Result<ReceiverURL, ReceiverURL.Refusal> {
        if let known = state.receivers[url] { return known }
        let receiver = Result { () throws(ReceiverURL.Refusal) in try ReceiverURL(url, allowing: policy.hosts) }
        if state.receivers.count >= Self.mostReceivers { state.receivers = [:] }
        state.receivers[url] = receiver
        return receiver
    }

    /// Tells waits and followers of a webhook that waits again or has finished.
    func noteChange(of webhook: Webhook, in state: inout State) {
        state.watches.note(webhook)
        publish([webhook])
    }

    /// - Parameter skipped: how many webhooks before these have no event.
    private func publish(_ webhooks: [Webhook], skipping skipped: Int = 0) {
        journal.publish(webhooks.map(\.event), skipping: skipped)
    }

    // MARK: - Sending

    /// Sets how requests are sent. The server, which sends them, is made after the control plane.
    package func send(by sender: @escaping Sender) {
        state.withLock { $0.sender = sender }
        sendNext()
    }

    /// Begins as many posts as may go on.
    func sendNext() {
        while let (next, cancellation, sender) = nextToSend() {
            let (due, place, begun) = (next.due, next.place, Moment.now)
            sender(place, policy.timeout, cancellation) { [version] in
                due.request(version: version)
            } _: { [self] result in
                ended(due, at: place, result, after: .now - begun)
            }
        }
    }

    private func nextToSend() -> (
        next: (due: DueWebhook, place: ClientPlace), cancellation: ClientCancellation, sender: Sender
    )? {
        state.withLock { state in
            guard let sender = state.sender, let next = state.queue.next(at: .now) else { return nil }
            let cancellation = ClientCancellation()
            state.going[ObjectIdentifier(next.due)] = (next.due, cancellation)
            return (next, cancellation, sender)
        }
    }

    private func ended(
        _ due: DueWebhook, at place: ClientPlace, _ result: Result<DecodedResponse, ClientFailure>,
        after duration: Duration
    ) {
        state.withLock { state in
            // A server that stops would refuse all that wait, one after the other.
            if case .failure(.stopped) = result { state.queue.isStopped = true }
            state.queue.release(place)
            state.going[ObjectIdentifier(due)] = nil
            switch result {
            case .failure(let failure):
                guard let webhook = state.queue.finish(due, with: .failure(failure), after: duration) else { return }
                noteChange(of: webhook, in: &state)
            case .success(let answer):
                guard state.queue.has(due) else { return }
                state.answered.append(AnsweredWebhook(due: due, answer: answer, duration: duration))
                if state.storing == nil {
                    state.storing = Task(executorPreference: WorkerThreads.shared) { await self.storeAnswers() }
                }
            }
        }
        sendNext()
    }

    // MARK: - Stopping

    /// Sends nothing more, and ends all waits.
    func stop() {
        let watches = state.withLock { state in
            state.queue.isStopped = true
            return state.watches.end()
        }
        for watch in watches { watch.finish() }
    }

    /// Waits until the answers that have come are stored. Call it when the server has stopped, before the store closes.
    package func settle() async {
        await state.withLock { $0.storing }?.value
    }
}

/// A webhook whose answer has come and whose call does not show it yet.
struct AnsweredWebhook: Sendable {
    let due: DueWebhook
    let answer: DecodedResponse
    let duration: Duration
}

extension Assistant {
    /// The URL for the posts of its calls; `nil` while its webhook is off.
    fileprivate var activeWebhook: String? { isWebhookActive ? webhookURL : nil }
}
