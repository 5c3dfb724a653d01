import Base
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
    let receivedAt: Moment
    let answeredAt: Moment
    let connection: ConnectionID
    let peer: String?
    /// `nil` when nothing is known, as of a request without a key.
    private let known: RequestFindings?
    /// Why the server refused the request before any handler saw it.
    let refusal: String?
    /// The response's status; `nil` when a fault broke the transport before a response was sent.
    let status: Int?
    private let responseFields: ResponseFields

    /// The head as received, then the kept part of the request's body, then the kept part of the response's, then
    /// unused bytes.
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
    struct Stamp: Sendable {
        var number: Int
        var eventID: UInt64
        var time: Int64
        var answeredAt: Moment
    }

    /// - Parameters:
    ///   - bodyLimit: the most bytes to keep of each body.
    ///   - buffer: memory to use again. The buffer of a request that is forgotten saves 400 instructions.
    init(
        _ request: some JournaledRequest, _ response: borrowing Response, _ findings: RequestFindings?,
        at stamp: Stamp, bodyLimit: Int, buffer: consuming [UInt8]
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
        let size = head.count + body.count + answer.count
        // A small request must not keep the memory of a large one.
        if buffer.count < size || buffer.count > 4 * size {
            buffer = [UInt8](repeating: 0, count: size)
        }
        buffer.withUnsafeMutableBytes { memory in
            memory.copy(head, to: 0)
            memory.copy(body, to: head.count)
            memory.copy(answer, to: head.count + body.count)
        }
        bytes = buffer
        headCount = head.count
        bodySize = BodySize(kept: body.count, full: wholeBody.count)
        self.answerSize = answerSize

        number = stamp.number
        eventID = stamp.eventID
        time = stamp.time
        receivedAt = request.receivedAt
        answeredAt = stamp.answeredAt
        connection = request.connection
        peer = request.peer
        refusal = request.refusal
        known = findings
        status = reachesClient ? response.status.code : nil
        responseFields = response.fields
    }
}

extension RecordedRequest {
    /// Takes the memory of the head and the bodies. They must not be read afterwards.
    mutating func takeBuffer() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    var duration: Duration { answeredAt - receivedAt }

    var findings: RequestFindings { known ?? .unknown }

    var account: String? { known?.account }

    /// The bytes up to the empty line, as received; of a refused request as many as had arrived.
    var head: ArraySlice<UInt8> { bytes[..<headCount] }

    var body: RecordedBody {
        RecordedBody(bytes: bytes[headCount...].prefix(bodySize.kept), fullCount: bodySize.full)
    }

    var answerFields: HTTPFields { responseFields.all }

    var answerBody: RecordedBody? {
        answerSize.map { size in
            RecordedBody(bytes: bytes[(headCount + bodySize.kept)...].prefix(size.kept), fullCount: size.full)
        }
    }
}

extension UnsafeMutableRawBufferPointer {
    /// - Parameter start: the index of the first byte. All bytes must have room from there.
    fileprivate func copy(_ bytes: ArraySlice<UInt8>, to start: Int) {
        bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: self[start...]).copyMemory(from: $0) }
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
