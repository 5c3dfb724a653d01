import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire

/// One request and its answer as readers of the ring get them.
struct RecordedRequest: Sendable {
    let outline: RequestOutline
    /// The segment of bytes that the outline points into.
    let segment: [UInt8]

    /// Up to the empty line, as it came.
    var head: ArraySlice<UInt8> { part(after: 0, outline.headCount) }

    var body: RecordedBody {
        RecordedBody(
            bytes: part(after: outline.headCount, outline.bodySize.kept), fullCount: outline.bodySize.full)
    }

    var answerBody: RecordedBody? {
        outline.answerSize.map { size in
            RecordedBody(
                bytes: part(after: outline.headCount + outline.bodySize.kept, size.kept), fullCount: size.full)
        }
    }

    private func part(after offset: Int, _ count: Int) -> ArraySlice<UInt8> {
        let start = outline.place.start + offset
        return segment[start..<start + count]
    }
}

/// What the ring keeps of one request and its answer besides their bytes.
///
/// Nothing of the request's own storage is kept, so that the next requests can have that memory while it is warm.
struct RequestOutline: Sendable {
    /// How much of a body stands among the bytes.
    struct BodySize: Sendable {
        var kept: Int
        var full: Int
    }

    let number: Int
    /// The identifier of its event in the stream; its campaign's event, if there is one, has the next.
    let eventID: UInt64
    /// Unix seconds of the mock's clock, when the answer was ready.
    let time: Int64
    let receivedAt: ContinuousClock.Instant
    let answeredAt: ContinuousClock.Instant
    let connection: ConnectionID
    let peer: String?
    let account: String?
    let warnings: [Warning]
    let campaignID: Int64?
    /// The fault that shaped the answer.
    let fault: String?
    /// The answer's status; `nil` when a fault broke the transport before an answer was sent.
    let status: Int?
    fileprivate let ownAnswerFields: HTTPFields
    fileprivate let sharedAnswerFields: EncodedFields?

    /// Where the head stands; behind it what is kept of the request's body, then of the answer's.
    let place: SegmentedBytes.Place
    fileprivate let headCount: Int
    fileprivate let bodySize: BodySize
    /// `nil` for a stream, and where there was no answer.
    fileprivate let answerSize: BodySize?

    var duration: Duration { answeredAt - receivedAt }

    var exchange: Exchange {
        Exchange(account: account, warnings: warnings, campaignID: campaignID, fault: fault)
    }

    var answerFields: HTTPFields {
        var fields = ownAnswerFields
        if let sharedAnswerFields { fields.append(contentsOf: sharedAnswerFields.fields) }
        return fields
    }
}

extension RequestOutline {
    /// Numbers and times of a request that is being recorded.
    struct Moment: Sendable {
        var number: Int
        var eventID: UInt64
        var time: Int64
        var answeredAt: ContinuousClock.Instant
    }

    /// Outlines a request and puts its bytes behind those of the one before.
    ///
    /// - Parameter bodyLimit: most bytes to keep of each body.
    init(
        _ request: Request, _ response: Response, _ exchange: Exchange?, at moment: Moment,
        into bytes: inout SegmentedBytes, bodyLimit: Int
    ) {
        let reachesClient = response.reachesClient
        let head = request.head.rawBytes
        let body = request.body.prefix(bodyLimit)
        var answer: ArraySlice<UInt8> = []
        var answerSize: BodySize?
        if reachesClient, case .bytes(let all) = response.body {
            answer = all.prefix(bodyLimit)
            answerSize = BodySize(kept: answer.count, full: all.count)
        }
        place = bytes.place(count: head.count + body.count + answer.count)
        bytes.append(head)
        bytes.append(body)
        bytes.append(answer)
        headCount = head.count
        bodySize = BodySize(kept: body.count, full: request.body.count)
        self.answerSize = answerSize

        number = moment.number
        eventID = moment.eventID
        time = moment.time
        receivedAt = request.receivedAt
        answeredAt = moment.answeredAt
        connection = request.connection
        peer = request.peer
        account = exchange?.account
        warnings = exchange?.warnings ?? []
        campaignID = exchange?.campaignID
        fault = exchange?.fault
        status = reachesClient ? response.status.code : nil
        ownAnswerFields = response.fields
        sharedAnswerFields = response.sharedFields
    }
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
