import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire
import JSON

/// One request and its response as the journal shows them, made from a ``RecordedRequest`` when a client reads.
struct JournalEntry: Sendable {
    let number: Int
    /// Unix seconds of the mock's clock, when the response was ready.
    let time: Int64
    let receivedAt: ContinuousClock.Instant
    let duration: Duration
    let connection: ConnectionID
    let peer: String?
    let head: RequestHead
    let body: RecordedBody
    let exchange: Exchange
    /// `nil` when a fault broke the transport before a response was sent.
    let answer: Answer?

    struct Answer: Sendable {
        let status: Int
        let fields: HTTPFields
        /// `nil` for a stream.
        let body: RecordedBody?
    }

    /// Decodes the head from its bytes. They have been decoded before, so this does not fail.
    init?(_ recorded: RecordedRequest) {
        guard let head = Self.head(recorded.head) else { return nil }
        self.head = head
        number = recorded.number
        time = recorded.time
        receivedAt = recorded.receivedAt
        duration = recorded.duration
        connection = recorded.connection
        peer = recorded.peer
        body = recorded.body
        exchange = recorded.exchange
        answer = recorded.status.map {
            Answer(status: $0, fields: recorded.answerFields, body: recorded.answerBody)
        }
    }

    /// The limits refuse nothing: the server has applied its own before.
    private static func head(_ bytes: ArraySlice<UInt8>) -> RequestHead? {
        var decoder = RequestDecoder(
            limits: RequestLimits(
                headBytes: bytes.count, targetBytes: bytes.count, methodBytes: bytes.count, fieldCount: bytes.count,
                bodyBytes: .max))
        bytes.withUnsafeBytes { decoder.append($0) }
        do {
            return switch try decoder.next() {
            case .request(let request): request.head
            case .head(let head): head
            case .needsMore: nil
            }
        } catch {
            return nil
        }
    }
}

extension JournalEntry {
    var method: HTTPRequest.Method { head.method }

    var subject: MatchSubject {
        MatchSubject(
            method: method.rawValue, path: RequestPath(head.pathBytes, .mock), body: body.bytes,
            isBodyCut: body.isTruncated,
            answered: MatchSubject.Answered(
                number: number, time: time, status: answer?.status ?? 0, hasWarnings: !exchange.warnings.isEmpty)
        ) { [exchange] in exchange.account }
    }

    /// Whether a match means this request; `nil` when that depends on the part of its body that was not kept.
    func matches(_ match: RequestMatch) -> Bool? {
        var subject = subject
        guard subject.isBodyCut else { return match.holds(for: &subject) }
        for criterion in match.criteria where !criterion.isAboutBody {
            if !criterion.holds(for: &subject) { return false }
        }
        for criterion in match.criteria where criterion.isAboutBody {
            // Text that is found in the beginning of a body is in the body. Nothing else is known of it.
            guard case .bodyContains = criterion, criterion.holds(for: &subject) else { return nil }
        }
        return true
    }

    /// The header fields in their order, with the key hidden.
    var maskedFields: [(name: String, value: String)] {
        head.fields.map { field in
            let isCredential = field.name == .authorization || field.name == .proxyAuthorization
            return (field.name.rawName, isCredential ? BearerCredential.masked(field.value) : field.value)
        }
    }

    var curlLine: String {
        CurlLine.render(
            CurlLine.Source(
                method: method.rawValue, authority: head.authority ?? "127.0.0.1", target: head.target,
                fields: maskedFields, body: body.bytes, missingBytes: body.fullCount - body.bytes.count))
    }
}
