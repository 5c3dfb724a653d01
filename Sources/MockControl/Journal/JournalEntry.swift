import CampaignAPI
import HTTPServer
import HTTPTypes
import JSON

/// One request and its answer, as the journal keeps them.
///
/// A class, because the journal and the event ring share it for one reference count; nothing is rendered before somebody
/// reads it.
final class JournalEntry: Sendable {
    let number: Int
    /// Unix seconds of the mock's clock, when the answer was ready.
    let time: Int64
    let receivedAt: ContinuousClock.Instant
    let duration: Duration
    let connection: ConnectionID
    let peer: String?
    let method: HTTPRequest.Method
    let path: String
    let head: RecordedHead
    let body: RecordedBody
    let exchange: Exchange
    /// `nil` when a fault broke the transport before an answer was sent.
    let answer: Answer?

    struct Answer: Sendable {
        let status: Int
        let fields: HTTPFields
        /// `nil` for a stream.
        let body: RecordedBody?

        init?(_ response: Response, bodyLimit: Int) {
            switch response.delivery {
            case .reset, .closeWithoutAnswer, .never, .raw: return nil
            case .normal, .truncated, .paced: break
            }
            status = response.status.code
            fields = response.fields
            if case .bytes(let bytes) = response.body {
                body = RecordedBody(bytes[...], limit: bodyLimit)
            } else {
                body = nil
            }
        }
    }

    /// What of an entry is known before it has its place in the journal.
    struct Draft {
        let request: Request
        let response: Response
        let time: Int64
        let answeredAt: ContinuousClock.Instant
    }

    init(number: Int, draft: Draft, body: RecordedBody, answer: Answer?) {
        self.number = number
        time = draft.time
        receivedAt = draft.request.receivedAt
        duration = draft.answeredAt - draft.request.receivedAt
        connection = draft.request.connection
        peer = draft.request.peer
        method = draft.request.method
        path = draft.request.path
        head = RecordedHead(draft.request.head, isBodyCut: body.isTruncated)
        self.body = body
        exchange = draft.response.details as? Exchange ?? Exchange()
        self.answer = answer
    }

    var subject: MatchSubject {
        MatchSubject(
            method: method.rawValue, path: path, account: exchange.account, body: body.bytes,
            isBodyCut: body.isTruncated,
            answered: MatchSubject.Answered(
                number: number, time: time, status: answer?.status ?? 0, hasWarnings: !exchange.warnings.isEmpty))
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
