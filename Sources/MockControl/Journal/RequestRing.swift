import CampaignAPI
import HTTPServer

/// The last requests, numbered without a gap, in slots that are used again and again.
struct RequestRing: Sendable {
    private let capacity: Int
    private let bodyLimit: Int
    /// Grows up to the capacity; the oldest stands at ``next`` from then on, at 0 before.
    private var outlines: [RequestOutline] = []
    /// Where the next request goes.
    private var next = 0
    private var bytes = SegmentedBytes()
    /// The number that the next request gets.
    private(set) var nextNumber = 1

    /// - Parameters:
    ///   - capacity: requests; the newest takes the oldest's slot.
    ///   - bodyLimit: bytes kept of each body.
    init(capacity: Int, bodyLimit: Int) {
        self.capacity = max(1, capacity)
        self.bodyLimit = bodyLimit
    }

    var count: Int { outlines.count }

    /// Bytes that it has room for, used or not.
    var byteCapacity: Int { bytes.capacity }

    mutating func record(
        _ request: Request, _ response: Response, _ exchange: Exchange?, eventID: UInt64, time: Int64,
        answeredAt: ContinuousClock.Instant
    ) {
        let outline = RequestOutline(
            request, response, exchange,
            at: RequestOutline.Moment(number: nextNumber, eventID: eventID, time: time, answeredAt: answeredAt),
            into: &bytes, bodyLimit: bodyLimit)
        nextNumber += 1
        // Moved, as a copy would count every reference in it once more.
        if outlines.count < capacity {
            outlines.append(consume outline)
        } else {
            outlines[next] = consume outline
        }
        next = next + 1 == capacity ? 0 : next + 1
        bytes.forget(before: outlines[index(of: nextNumber - outlines.count)].place.segment)
    }

    /// The requests whose numbers are greater, the oldest first.
    ///
    /// Costs a reference to the bytes of each, they are not copied.
    func requests(after number: Int = 0) -> [RecordedRequest] {
        let oldest = nextNumber - outlines.count
        return (max(oldest, min(number, nextNumber - 1) + 1)..<nextNumber).map { recorded(at: index(of: $0)) }
    }

    func request(number: Int) -> RecordedRequest? {
        guard (nextNumber - outlines.count..<nextNumber).contains(number) else { return nil }
        return recorded(at: index(of: number))
    }

    /// Forgets every request; numbers go on, or start at 1 again.
    mutating func clear(restartingNumbers: Bool) {
        if restartingNumbers { nextNumber = 1 }
        next = 0
        outlines = []
        bytes = SegmentedBytes()
    }

    /// Of a number that is kept.
    private func index(of number: Int) -> Int {
        let index = next - (nextNumber - number)
        return index < 0 ? index + outlines.count : index
    }

    private func recorded(at index: Int) -> RecordedRequest {
        let outline = outlines[index]
        return RecordedRequest(outline: outline, segment: bytes[outline.place.segment])
    }
}
