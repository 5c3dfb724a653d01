import Base
import CampaignAPI
import HTTPServer

/// The last requests of one event loop, in the order of their numbers.
///
/// Several rings share one sequence of numbers, so the numbers in a ring have gaps.
struct RequestRing: Sendable {
    private let capacity: Int
    private let bodyLimit: Int
    /// A ring buffer. It grows to the most requests that were ever kept at once. Unused slots hold no bytes.
    private var slots: [RecordedRequest] = []
    /// The slot of the oldest request.
    private var first = 0
    private var count = 0
    /// The number of requests that were forgotten since the ring was emptied, without those that were deleted.
    private(set) var forgottenCount = 0
    /// The latest time of a request that was forgotten, in Unix seconds of the mock's clock; `nil` before the first.
    private(set) var latestForgottenTime: Int64?

    /// - Parameters:
    ///   - capacity: the most requests in all rings that share the numbers.
    ///   - bodyLimit: the most bytes to keep of each body.
    init(capacity: Int, bodyLimit: Int) {
        self.capacity = max(1, capacity)
        self.bodyLimit = bodyLimit
    }

    /// The number of requests from a number on.
    func count(from number: Int) -> Int { count - index(of: number) }

    mutating func record(
        _ request: some JournaledRequest, _ response: borrowing Response, _ findings: RequestFindings?, at time: Int64,
        answeredAt: Moment, numberedBy sequence: JournalSequence
    ) {
        let stamp = RecordedRequest.Stamp(
            number: sequence.takeNumber(), eventID: sequence.takeEventIDs(findings?.changesCampaign == true ? 2 : 1),
            time: time, answeredAt: answeredAt)
        // Old requests go before the new one is added, so that it can reuse the slot and the memory of the oldest.
        var buffer: [UInt8] = []
        while count > 0, slots[first].number <= stamp.number - capacity {
            latestForgottenTime = max(latestForgottenTime ?? .min, slots[first].time)
            buffer = slots[first].takeBuffer()
            first = slot(at: 1)
            count -= 1
            forgottenCount += 1
        }
        let recorded = RecordedRequest(request, response, findings, at: stamp, bodyLimit: bodyLimit, buffer: buffer)
        // Moved, because a copy would retain and release every reference in it.
        if count < slots.count {
            slots[slot(at: count)] = consume recorded
        } else {
            makeRoom()
            slots.append(consume recorded)
        }
        count += 1
    }

    /// Moves the oldest request to the first slot, so that a slot can be added after the newest.
    private mutating func makeRoom() {
        guard first > 0 else { return }
        slots = Array(slots[first...] + slots[..<first])
        first = 0
    }

    var newest: RecordedRequest? { count == 0 ? nil : slots[slot(at: count - 1)] }

    /// The requests, the oldest first. Their bytes are shared, not copied.
    var requests: [RecordedRequest] { (0..<count).map { slots[slot(at: $0)] } }

    /// Forgets every request.
    mutating func clear() {
        slots = []
        (first, count) = (0, 0)
        (latestForgottenTime, forgottenCount) = (nil, 0)
    }

    /// Deletes requests. They do not count as forgotten.
    ///
    /// - Returns: the deleted requests.
    mutating func remove(where isMeant: (RecordedRequest) -> Bool) -> [RecordedRequest] {
        var (kept, removed): ([RecordedRequest], [RecordedRequest]) = ([], [])
        for request in requests {
            if isMeant(request) { removed.append(request) } else { kept.append(request) }
        }
        guard !removed.isEmpty else { return [] }
        slots = kept
        (first, count) = (0, slots.count)
        return removed
    }

    /// The number of requests with smaller numbers.
    private func index(of number: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if slots[slot(at: middle)].number < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// - Parameter index: the request's position, counted from the oldest.
    private func slot(at index: Int) -> Int {
        let slot = first + index
        return slot < slots.count ? slot : slot - slots.count
    }
}
