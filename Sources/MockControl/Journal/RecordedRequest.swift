import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire

/// The parts of one request and its response that the journal keeps.
///
/// They are copied, so that the next requests can reuse the request's own memory while it is in the processor's cache.
struct RecordedRequest: Sendable {
    /// How much of a body was kept, in bytes.
    private struct BodySize {
        var kept: Int
        var full: Int
    }

    let number: Int
    /// The identifier of the request's event. The event of the campaign that it created has the next identifier.
    let eventID: UInt64
    /// When the response was ready, in Unix seconds of the mock's clock.
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
    private let responseFields: ResponseFields

    /// The head as received, then the kept part of the request's body, then the kept part of the response's.
    ///
    /// Each request has a buffer of its own. A buffer for many requests saves no time, and costs 2 µs a request while a
    /// follower of the events reads from the buffer that is being written.
    private var bytes: [UInt8]
    private let headCount: Int
    private let bodySize: BodySize
    /// `nil` for a stream, and when no response was sent.
    private let answerSize: BodySize?
}

extension RecordedRequest {
    /// The numbers and times of a request that is being recorded.
    struct Moment: Sendable {
        var number: Int
        var eventID: UInt64
        var time: Int64
        var answeredAt: ContinuousClock.Instant
    }

    /// - Parameter bodyLimit: the most bytes to keep of each body.
    init(
        _ request: some JournaledRequest, _ response: Response, _ findings: RequestFindings?, at moment: Moment,
        bodyLimit: Int
    ) {
        let reachesClient = response.reachesClient
        let head = request.headBytes
        let wholeBody = request.body
        let body = wholeBody.prefix(bodyLimit)
        var answer: ArraySlice<UInt8> = []
        var answerSize: BodySize?
        if reachesClient, case .bytes(let all) = response.body {
            answer = all.prefix(bodyLimit)
            answerSize = BodySize(kept: answer.count, full: all.count)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(head.count + body.count + answer.count)
        bytes += head
        if !body.isEmpty { bytes += body }
        bytes += answer
        self.bytes = bytes
        headCount = head.count
        bodySize = BodySize(kept: body.count, full: wholeBody.count)
        self.answerSize = answerSize

        number = moment.number
        eventID = moment.eventID
        time = moment.time
        receivedAt = request.receivedAt
        answeredAt = moment.answeredAt
        connection = request.connection
        peer = request.peer
        refusal = request.refusal
        account = findings?.account
        warnings = findings?.warnings ?? []
        campaignID = findings?.campaignID
        fault = findings?.fault
        status = reachesClient ? response.status.code : nil
        responseFields = response.fields
    }
}

extension RecordedRequest {
    /// Frees the head and the bodies. They must not be read afterwards.
    mutating func dropBytes() { bytes = [] }

    var duration: Duration { answeredAt - receivedAt }

    var findings: RequestFindings {
        RequestFindings(account: account, warnings: warnings, campaignID: campaignID, fault: fault)
    }

    /// The bytes up to the empty line, as received; of a refused request as many as had arrived.
    var head: ArraySlice<UInt8> { bytes[..<headCount] }

    var body: RecordedBody {
        RecordedBody(bytes: bytes[headCount...].prefix(bodySize.kept), fullCount: bodySize.full)
    }

    var answerFields: HTTPFields { responseFields.all }

    var answerBody: RecordedBody? {
        answerSize.map { RecordedBody(bytes: bytes[(headCount + bodySize.kept)...], fullCount: $0.full) }
    }
}

extension Response {
    /// Whether at least the beginning of the response is sent.
    fileprivate var reachesClient: Bool {
        switch delivery {
        case .reset, .closeWithoutAnswer, .never, .raw: false
        case .normal, .truncated, .paced: true
        }
    }
}
