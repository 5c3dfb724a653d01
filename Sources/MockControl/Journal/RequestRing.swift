import CampaignAPI
import HTTPServer

/// The last requests, in the order of their numbers. Where several rings share the numbers, each has gaps.
struct RequestRing: Sendable {
    private let capacity: Int
    private let bodyLimit: Int
    /// Slots that are used in turns, as many as were ever needed at a time.
    private var outlines: [RequestOutline] = []
    /// The oldest request's slot.
    private var first = 0
    private var count = 0
    private var bytes = SegmentedBytes()
    /// The latest time of a request that had to make room, in Unix seconds of the mock's clock; `nil` before the first.
    private(set) var latestForgottenTime: Int64?

    /// - Parameters:
    ///   - capacity: requests, those of all rings that share the numbers; the newest makes the oldest go.
    ///   - bodyLimit: bytes kept of each body.
    init(capacity: Int, bodyLimit: Int) {
        self.capacity = max(1, capacity)
        self.bodyLimit = bodyLimit
    }

    /// How many there are from a number on.
    func count(from number: Int) -> Int { count - index(of: number) }

    /// Bytes that it has room for, used or not.
    var byteCapacity: Int { bytes.capacity }

    mutating func record(
        _ request: Request, _ response: Response, _ exchange: Exchange?, at time: Int64,
        answeredAt: ContinuousClock.Instant, numberedBy sequence: JournalSequence
    ) {
        let moment = RequestOutline.Moment(
            number: sequence.takeNumber(), eventID: sequence.takeEventIDs(exchange?.campaignID == nil ? 1 : 2),
            time: time, answeredAt: answeredAt)
        // Before the newest comes, so that it gets the oldest's slot.
        while count > 0, outlines[first].number <= moment.number - capacity {
            latestForgottenTime = max(latestForgottenTime ?? .min, outlines[first].time)
            first = slot(at: 1)
            count -= 1
        }
        let outline = RequestOutline(
            request, response, exchange, at: moment, into: &bytes, bodyLimit: bodyLimit)
        // Moved, as a copy would count every reference in it once more.
        if count < outlines.count {
            outlines[slot(at: count)] = consume outline
        } else {
            makeRoom()
            outlines.append(consume outline)
        }
        count += 1
        bytes.forget(before: outlines[first].place.segment)
    }

    /// Puts the oldest first, so that the next can stand behind the newest.
    private mutating func makeRoom() {
        guard first > 0 else { return }
        outlines = Array(outlines[first...] + outlines[..<first])
        first = 0
    }

    var newest: RecordedRequest? { count == 0 ? nil : recorded(at: count - 1) }

    /// The requests, the oldest first.
    ///
    /// Costs a reference to the bytes of each: they are not copied.
    var requests: [RecordedRequest] { (0..<count).map(recorded) }

    /// Forgets every request.
    mutating func clear() {
        outlines = []
        (first, count) = (0, 0)
        bytes = SegmentedBytes()
        latestForgottenTime = nil
    }

    /// How many have smaller numbers.
    private func index(of number: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if outlines[slot(at: middle)].number < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// - Parameter index: counted from the oldest.
    private func slot(at index: Int) -> Int {
        let slot = first + index
        return slot < outlines.count ? slot : slot - outlines.count
    }

    private func recorded(at index: Int) -> RecordedRequest {
        let outline = outlines[slot(at: index)]
        return RecordedRequest(outline: outline, segment: bytes[outline.place.segment])
    }
}
