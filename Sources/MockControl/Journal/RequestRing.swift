import CampaignAPI
import HTTPServer

/// The last requests in the order of their numbers. Rings that share the numbers have gaps.
struct RequestRing: Sendable {
    private let capacity: Int
    private let bodyLimit: Int
    /// Used in turns, as many as were ever needed at a time; those that are not used now hold no bytes.
    private var slots: [RecordedRequest] = []
    /// The oldest request's slot.
    private var first = 0
    private var count = 0
    /// The latest time of a request that was forgotten, in Unix seconds of the mock's clock; `nil` before the first.
    private(set) var latestForgottenTime: Int64?

    /// - Parameters:
    ///   - capacity: requests in all rings that share the numbers.
    ///   - bodyLimit: bytes kept of each body.
    init(capacity: Int, bodyLimit: Int) {
        self.capacity = max(1, capacity)
        self.bodyLimit = bodyLimit
    }

    /// How many there are from a number on.
    func count(from number: Int) -> Int { count - index(of: number) }

    mutating func record(
        _ request: some JournaledRequest, _ response: Response, _ exchange: Exchange?, at time: Int64,
        answeredAt: ContinuousClock.Instant, numberedBy sequence: JournalSequence
    ) {
        let moment = RecordedRequest.Moment(
            number: sequence.takeNumber(), eventID: sequence.takeEventIDs(exchange?.campaignID == nil ? 1 : 2),
            time: time, answeredAt: answeredAt)
        // Before the newest is added, so that it gets the oldest's slot.
        while count > 0, slots[first].number <= moment.number - capacity {
            latestForgottenTime = max(latestForgottenTime ?? .min, slots[first].time)
            slots[first].dropBytes()
            first = slot(at: 1)
            count -= 1
        }
        let recorded = RecordedRequest(request, response, exchange, at: moment, bodyLimit: bodyLimit)
        // Moved, as a copy would count every reference in it once more.
        if count < slots.count {
            slots[slot(at: count)] = consume recorded
        } else {
            makeRoom()
            slots.append(consume recorded)
        }
        count += 1
    }

    /// Moves the oldest to the front, so that a slot can be added behind the newest.
    private mutating func makeRoom() {
        guard first > 0 else { return }
        slots = Array(slots[first...] + slots[..<first])
        first = 0
    }

    var newest: RecordedRequest? { count == 0 ? nil : slots[slot(at: count - 1)] }

    /// The requests, the oldest first.
    ///
    /// The bytes of each are shared, not copied.
    var requests: [RecordedRequest] { (0..<count).map { slots[slot(at: $0)] } }

    /// Forgets every request.
    mutating func clear() {
        slots = []
        (first, count) = (0, 0)
        latestForgottenTime = nil
    }

    /// How many have smaller numbers.
    private func index(of number: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if slots[slot(at: middle)].number < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// - Parameter index: counted from the oldest.
    private func slot(at index: Int) -> Int {
        let slot = first + index
        return slot < slots.count ? slot : slot - slots.count
    }
}
