import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire

/// What the journal keeps of one request and its response.
///
/// Nothing of the request's own storage is kept, so that the next requests can have that memory while it is warm.
struct RecordedRequest: Sendable {
    /// How much of a body was kept.
    private struct BodySize {
        var kept: Int
        var full: Int
    }

    let number: Int
    /// The identifier of its event in the stream; its campaign's event, if there is one, has the next.
    let eventID: UInt64
    /// Unix seconds of the mock's clock, when the response was ready.
    let time: Int64
    let receivedAt: ContinuousClock.Instant
    let answeredAt: ContinuousClock.Instant
    let connection: ConnectionID
    let peer: String?
    let account: String?
    let warnings: [Warning]
    let campaignID: Int64?
    /// Why the server refused the request before any handler saw it.
    let refusal: String?
    /// The fault that shaped the response.
    let fault: String?
    /// The response's status; `nil` when a fault broke the transport before a response was sent.
    let status: Int?
    private let ownAnswerFields: HTTPFields
    private let sharedAnswerFields: EncodedFields?

    /// The head as it came, then what is kept of the request's body, then of the response's.
    ///
    /// One buffer for each request. Buffers that many requests share save no time, and cost 2 µs for each request while a
    /// follower of the events still reads from the one that is being written.
    private var bytes: [UInt8]
    private let headCount: Int
    private let bodySize: BodySize
    /// `nil` for a stream, and where there was no response.
    private let answerSize: BodySize?
}

extension RecordedRequest {
    /// Numbers and times of a request that is being recorded.
    struct Moment: Sendable {
        var number: Int
        var eventID: UInt64
        var time: Int64
        var answeredAt: ContinuousClock.Instant
    }

    /// - Parameter bodyLimit: most bytes to keep of each body.
    init(
        _ request: some JournaledRequest, _ response: Response, _ exchange: Exchange?, at moment: Moment, bodyLimit: Int
    ) {
        let reachesClient = response.reachesClient
        let head = request.headBytes
        let body = request.body.prefix(bodyLimit)
        var answer: ArraySlice<UInt8> = []
        var answerSize: BodySize?
        if reachesClient, case .bytes(let all) = response.body {
            answer = all.prefix(bodyLimit)
            answerSize = BodySize(kept: answer.count, full: all.count)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(head.count + body.count + answer.count)
        bytes += head
        bytes += body
        bytes += answer
        self.bytes = bytes
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
        refusal = request.refusal
        account = exchange?.account
        warnings = exchange?.warnings ?? []
        campaignID = exchange?.campaignID
        fault = exchange?.fault
        status = reachesClient ? response.status.code : nil
        ownAnswerFields = response.fields
        sharedAnswerFields = response.sharedFields
    }
}

extension RecordedRequest {
    /// Lets go of head and bodies, which are not to be read from then on.
    mutating func dropBytes() { bytes = [] }

    var duration: Duration { answeredAt - receivedAt }

    var exchange: Exchange {
        Exchange(account: account, warnings: warnings, campaignID: campaignID, fault: fault)
    }

    /// Up to the empty line, as it came; of a refused request as much as had come.
    var head: ArraySlice<UInt8> { bytes[..<headCount] }

    var body: RecordedBody {
        RecordedBody(bytes: bytes[headCount...].prefix(bodySize.kept), fullCount: bodySize.full)
    }

    var answerFields: HTTPFields {
        var fields = ownAnswerFields
        if let sharedAnswerFields { fields.append(contentsOf: sharedAnswerFields.fields) }
        return fields
    }

    var answerBody: RecordedBody? {
        answerSize.map { RecordedBody(bytes: bytes[(headCount + bodySize.kept)...], fullCount: $0.full) }
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
