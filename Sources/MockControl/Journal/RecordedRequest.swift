import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire

/// One request and its answer as they lie in the ring: numbers, and one buffer with all bytes.
///
/// Nothing of the request's own storage is kept, so that the next requests can have that memory while it is warm. A copy
/// shares the buffer; whoever refills the original meanwhile gets a new one.
struct RecordedRequest: Sendable {
    /// What is kept by reference: mostly the same for all requests.
    struct Details: Sendable {
        var exchange = Exchange.unknown
        var answerFields = HTTPFields()
        var sharedAnswerFields = HTTPFields()
    }

    /// How much of a body stands in the buffer.
    struct BodySize: Sendable {
        var kept = 0
        var full = 0
    }

    /// A buffer that has grown larger than this is not kept for a request that needs less.
    private static let usualCapacity = 8_192

    private(set) var number = 0
    /// The identifier of its event in the stream; its campaign's event, if there is one, has the next.
    private(set) var eventID: UInt64 = 0
    /// Unix seconds of the mock's clock, when the answer was ready.
    private(set) var time: Int64 = 0
    private(set) var receivedAt = ContinuousClock.now
    private(set) var duration = Duration.zero
    private(set) var connection = ConnectionID(0)
    private(set) var peer: String?
    private var details = Details()
    /// The answer's status; `nil` when a fault broke the transport before an answer was sent.
    private(set) var status: Int?

    /// The head as it came, then what is kept of the request's body and of the answer's.
    private var bytes: [UInt8] = []
    private var headCount = 0
    private var bodySize = BodySize()
    /// `nil` for a stream, and where there was no answer.
    private var answerSize: BodySize?

    /// Takes in another request in place of this one; allocates only when its bytes need more room than any before.
    ///
    /// - Parameters:
    ///   - details: the response's; come back as those of before, for the caller to release.
    ///   - bodyLimit: most bytes to keep of each body.
    mutating func refill(
        number: Int, eventID: UInt64, _ request: Request, _ response: Response, _ details: inout Details, time: Int64,
        answeredAt: ContinuousClock.Instant, bodyLimit: Int
    ) {
        self.number = number
        self.eventID = eventID
        self.time = time
        receivedAt = request.receivedAt
        duration = answeredAt - request.receivedAt
        connection = request.connection
        peer = request.peer
        swap(&self.details, &details)
        status = response.reachesClient ? response.status.code : nil
        copyBytes(of: request, response, bodyLimit: bodyLimit)
    }

    private mutating func copyBytes(of request: Request, _ response: Response, bodyLimit: Int) {
        let head = request.head.rawBytes
        let body = request.body.prefix(bodyLimit)
        let fullAnswer: [UInt8]? = if status != nil, case .bytes(let all) = response.body { all } else { nil }
        let answer = fullAnswer?.prefix(bodyLimit)
        headCount = head.count
        bodySize = BodySize(kept: body.count, full: request.body.count)
        answerSize = answer.map { BodySize(kept: $0.count, full: fullAnswer?.count ?? 0) }

        let needed = head.count + body.count + (answer?.count ?? 0)
        bytes.removeAll(keepingCapacity: bytes.capacity <= Self.usualCapacity || needed > Self.usualCapacity)
        bytes.reserveCapacity(needed)
        bytes.append(contentsOf: head)
        bytes.append(contentsOf: body)
        if let answer { bytes.append(contentsOf: answer) }
    }
}

extension RecordedRequest {
    var exchange: Exchange { details.exchange }
    var answerFields: HTTPFields {
        var fields = details.answerFields
        fields.append(contentsOf: details.sharedAnswerFields)
        return fields
    }
    var head: ArraySlice<UInt8> { bytes[..<headCount] }

    var body: RecordedBody {
        RecordedBody(bytes: bytes[headCount...].prefix(bodySize.kept), fullCount: bodySize.full)
    }

    var answerBody: RecordedBody? {
        answerSize.map { size in
            RecordedBody(bytes: bytes[(headCount + bodySize.kept)...].prefix(size.kept), fullCount: size.full)
        }
    }

    /// How many bytes the buffer could hold.
    var capacity: Int { bytes.capacity }
}

extension Response {
    /// Whether the client gets at least the beginning of it.
    fileprivate var reachesClient: Bool {
        switch delivery {
        case .reset, .closeWithoutAnswer, .never, .raw: false
        case .normal, .truncated, .paced: true
        }
    }
}
