import DequeModule
import Base
import HTTPServer
import HTTPWire

/// The webhooks that are to be sent and the last ones that were, without I/O: who is next, and what is kept.
///
/// Each receiver gets one post at a time, in order. Receivers take turns.
struct WebhookQueue: Sendable {
    /// The most posts that go on at once.
    static let mostAtOnce = 8
    /// The most finished webhooks that are kept. Those that wait are kept in any case.
    static let mostKept = 1_000

    private struct Receiver {
        /// The numbers of those that are to be sent, in order. Some may have been removed since.
        var waiting: Deque<Int> = []
        var isBusy = false
    }

    private(set) var webhooks: [Int: Webhook] = [:]
    /// The numbers of the finished ones, in the order in which they finished.
    private var finished: Deque<Int> = []
    private var receivers: [ClientPlace: Receiver] = [:]
    /// The receivers that are not busy and for which webhooks wait.
    private var ready: Deque<ClientPlace> = []
    private var sendingCount = 0
    private var nextNumber = 1
    /// How many have finished since the start, by state.
    private(set) var finishedCounts: [Webhook.State: Int] = [:]
    /// Whether nothing is sent any more.
    var isStopped = false

    var waitingCount: Int { webhooks.count - finished.count }

    // MARK: - Coming

    /// Takes the number of the next webhook.
    mutating func takeNumber() -> Int {
        defer { nextNumber += 1 }
        return nextNumber
    }

    mutating func add(_ due: DueWebhook) -> Webhook {
        let webhook = Webhook(due)
        webhooks[due.number] = webhook
        switch due.receiver {
        case .success(let receiver): enqueue(due.number, for: receiver.place)
        case .failure: noteFinished(webhook)
        }
        return webhook
    }

    private mutating func enqueue(_ number: Int, for place: ClientPlace) {
        let wasReady = receivers[place].map { !$0.isBusy && !$0.waiting.isEmpty } ?? false
        receivers[place, default: Receiver()].waiting.append(number)
        if !wasReady, receivers[place]?.isBusy == false { ready.append(place) }
    }

    // MARK: - Sending

    /// Takes the next webhook that may be sent now.
    ///
    /// - Returns: what to send and where; `nil` when nothing may. Tell ``release(_:)`` of the end of the try.
    mutating func next(at now: Moment) -> (due: DueWebhook, place: ClientPlace)? {
        guard !isStopped, sendingCount < Self.mostAtOnce else { return nil }
        while let place = ready.popFirst() {
            while let number = receivers[place]?.waiting.popFirst() {
                guard var webhook = webhooks[number] else { continue }
                webhook.attempts += 1
                webhook.sentAt = now
                webhooks[number] = webhook
                receivers[place]?.isBusy = true
                sendingCount += 1
                return (webhook.due, place)
            }
            // All that waited were removed.
            receivers[place] = nil
        }
        return nil
    }

    /// Ends a try: the receiver can take the next one.
    mutating func release(_ place: ClientPlace) {
        sendingCount -= 1
        guard let receiver = receivers[place] else { return }
        receivers[place]?.isBusy = false
        if receiver.waiting.isEmpty { receivers[place] = nil } else { ready.append(place) }
    }

    /// Whether a webhook is still here: it may have been removed while it was sent.
    func has(_ due: DueWebhook) -> Bool { webhooks[due.number]?.due === due }

    /// Finishes a try.
    ///
    /// - Returns: the webhook; `nil` when it was removed meanwhile.
    mutating func finish(
        _ due: DueWebhook, with result: Result<DecodedResponse, ClientFailure>, after duration: Duration
    ) -> Webhook? {
        guard has(due), var webhook = webhooks[due.number], !webhook.isFinished else { return nil }
        webhook.duration = duration
        switch result {
        case .success(let answer): (webhook.state, webhook.answer) = (.delivered, answer)
        case .failure(let failure): (webhook.state, webhook.error) = (.failed, failure.message)
        }
        webhooks[due.number] = webhook
        noteFinished(webhook)
        return webhook
    }

    private mutating func noteFinished(_ webhook: Webhook) {
        finishedCounts[webhook.state, default: 0] += 1
        finished.append(webhook.number)
        while finished.count > Self.mostKept, let oldest = finished.popFirst() { webhooks[oldest] = nil }
    }

    /// Has a webhook sent again that was sent before.
    ///
    /// - Returns: the webhook, which waits; `nil` when there is none with that number, or it still waits or is blocked.
    mutating func sendAgain(_ number: Int) -> Webhook? {
        guard var webhook = webhooks[number], webhook.isFinished, case .success(let receiver) = webhook.due.receiver
        else { return nil }
        finished.removeAll { $0 == number }
        webhook.state = .waiting
        (webhook.answer, webhook.error, webhook.duration) = (nil, nil, nil)
        webhooks[number] = webhook
        enqueue(number, for: receiver.place)
        return webhook
    }

    // MARK: - Removing

    /// Removes webhooks. Those that wait are not sent any more; what becomes of one that is being sent is not noted.
    ///
    /// - Returns: their numbers.
    mutating func remove(where isMeant: (Webhook) -> Bool) -> Set<Int> {
        let numbers = Set(webhooks.values.lazy.filter(isMeant).map(\.number))
        guard !numbers.isEmpty else { return [] }
        for number in numbers { webhooks[number] = nil }
        finished.removeAll(where: numbers.contains)
        return numbers
    }

    /// Removes all webhooks. The numbers start at 1 again.
    mutating func removeAll() -> Set<Int> {
        let numbers = Set(webhooks.keys)
        (webhooks, finished, ready) = ([:], [], [])
        for (place, receiver) in receivers {
            receivers[place] = receiver.isBusy ? Receiver(waiting: [], isBusy: true) : nil
        }
        nextNumber = 1
        return numbers
    }
}
