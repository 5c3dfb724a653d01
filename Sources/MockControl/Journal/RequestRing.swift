import HTTPServer

/// The last requests, numbered without a gap, in slots that are used again and again.
struct RequestRing: Sendable {
    private let capacity: Int
    private let bodyLimit: Int
    /// Grows up to the capacity.
    ///
    /// Number n stands at n - ``firstSlotNumber``, around and around.
    private var slots: [RecordedRequest] = []
    /// The number that the first slot had first.
    private var firstSlotNumber = 1
    /// The number that the next request gets.
    private(set) var nextNumber = 1

    /// - Parameters:
    ///   - capacity: requests; the newest takes the oldest's slot.
    ///   - bodyLimit: bytes kept of each body.
    init(capacity: Int, bodyLimit: Int) {
        self.capacity = max(1, capacity)
        self.bodyLimit = bodyLimit
    }

    var count: Int { slots.count }

    /// - Parameter details: the response's; come back as those that made room, for the caller to release.
    mutating func record(
        _ request: Request, _ response: Response, _ details: inout RecordedRequest.Details, eventID: UInt64,
        time: Int64, answeredAt: ContinuousClock.Instant
    ) {
        let index = index(of: nextNumber)
        if index == slots.count { slots.append(RecordedRequest()) }
        slots[index].refill(
            number: nextNumber, eventID: eventID, request, response, &details, time: time, answeredAt: answeredAt,
            bodyLimit: bodyLimit)
        nextNumber += 1
    }

    /// The requests whose numbers are greater, the oldest first.
    ///
    /// Costs a reference to each, their bytes are not copied.
    func requests(after number: Int = 0) -> [RecordedRequest] {
        let oldest = nextNumber - slots.count
        return (max(oldest, min(number, nextNumber - 1) + 1)..<nextNumber).map { slots[index(of: $0)] }
    }

    func request(number: Int) -> RecordedRequest? {
        guard (nextNumber - slots.count..<nextNumber).contains(number) else { return nil }
        return slots[index(of: number)]
    }

    /// Forgets every request; numbers go on, or start at 1 again.
    mutating func clear(restartingNumbers: Bool) {
        if restartingNumbers { nextNumber = 1 }
        firstSlotNumber = nextNumber
        slots = []
    }

    private func index(of number: Int) -> Int { (number - firstSlotNumber) % capacity }
}
