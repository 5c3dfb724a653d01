package import Base
package import CampaignAPI
package import HTTPServer
package import HTTPTypes
import HTTPWire
import JSON

/// One request and its response as the journal shows them, made from a ``RecordedRequest`` when a client reads.
package struct JournalEntry: Sendable {
    package let number: Int
    /// Unix seconds of the mock's clock, when the response was ready.
    package let time: Int64
    package let receivedAt: Moment
    package let duration: Duration
    let connection: ConnectionID
    let peer: String?
    private let received: Received
    package let body: RecordedBody
    package let findings: RequestFindings
    /// `nil` when a fault broke the transport before a response was sent.
    package let answer: Answer?

    /// A complete request, or the part of a refused one that arrived.
    private enum Received {
        case whole(RequestHead)
        case refused(PartialHead, reason: String)
    }

    package struct Answer: Sendable {
        package let status: Int
        package let fields: HTTPFields
        /// `nil` for a stream.
        package let body: RecordedBody?
    }

    /// Decodes the head from its bytes.
    ///
    /// `nil` when the head cannot be decoded. The server has decoded the same bytes before, so this does not occur.
    init?(_ recorded: RecordedRequest) {
        if let reason = recorded.refusal {
            received = .refused(PartialHead(recorded.head), reason: reason)
        } else {
            guard let head = Self.head(recorded.head) else { return nil }
            received = .whole(head)
        }
        number = recorded.number
        time = recorded.time
        receivedAt = recorded.receivedAt
        duration = recorded.duration
        connection = recorded.connection
        peer = recorded.peer
        body = recorded.body
        findings = recorded.findings
        answer = recorded.status.map {
            Answer(status: $0, fields: recorded.answerFields, body: recorded.answerBody)
        }
    }

    /// Decodes a head without effective limits, because the server has already applied its own.
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

// MARK: - The request

extension JournalEntry {
    /// `nil` when the server refused the request before its method had arrived in full.
    package var method: String? {
        switch received {
        case .whole(let head): head.method.rawValue
        case .refused(let head, _): head.method?.rawValue
        }
    }

    /// The target as sent; `nil` when the server refused the request before its target had arrived in full.
    package var target: String? {
        switch received {
        case .whole(let head): head.target
        case .refused(let head, _): head.target
        }
    }

    /// The header fields in order; of a refused request those that had arrived.
    var fields: HTTPFields {
        switch received {
        case .whole(let head): head.fields
        case .refused(let head, _): head.fields
        }
    }

    /// Why the server refused the request before any handler saw it; `nil` for any other request.
    package var refusal: String? {
        if case .refused(_, let reason) = received { reason } else { nil }
    }

    /// The host and port of the request; `nil` when none are known, as for a refused request.
    var authority: String? {
        if case .whole(let head) = received { head.authority } else { nil }
    }

    /// The version in which the mock answered, such as `HTTP/1.1`; `nil` for a refused request.
    var httpVersion: String? {
        if case .whole(let head) = received { "HTTP/1.\(head.version)" } else { nil }
    }

    /// The path in normal form. An unknown path is `*`, which is the path of no resource.
    package var path: RequestPath {
        switch received {
        case .whole(let head): RequestPath(head.pathBytes, .mock)
        case .refused(let head, _): RequestPath(head.path ?? "*", .mock)
        }
    }

    /// The request as a handler got it, with the part of its body that was kept; `nil` for a refused request.
    var request: Request? {
        guard case .whole(let head) = received else { return nil }
        return Request(head: head, body: body.bytes, paths: .mock, connection: connection, peer: peer)
    }

    var subject: MatchSubject {
        MatchSubject(
            method: method ?? "", path: path, body: body.bytes, isBodyCut: body.isTruncated,
            answered: MatchSubject.Answered(
                number: number, time: time, status: answer?.status ?? 0, hasWarnings: !findings.warnings.isEmpty,
                campaignID: findings.campaignID, leadID: findings.leadID, fault: findings.fault)
        ) { [findings] in findings.account }
    }

    /// Whether the request matches; `nil` when the part of its body that was not kept decides.
    func matches(_ match: RequestMatch) -> Bool? {
        var subject = subject
        guard subject.isBodyCut else { return match.holds(for: &subject) }
        for criterion in match.criteria where !criterion.isAboutBody {
            if !criterion.holds(for: &subject) { return false }
        }
        for criterion in match.criteria where criterion.isAboutBody {
            // A text in the kept part is in the body. Nothing else about the body is certain.
            guard case .bodyContains = criterion, criterion.holds(for: &subject) else { return nil }
        }
        return true
    }

    /// The request in a message, such as `request 3, POST /user/campaign (422)`.
    package var title: String {
        let status = answer.map { " (\($0.status))" } ?? ""
        return "request \(number), \(method ?? "an unknown method") \(target ?? "of an unknown target")\(status)"
    }

    /// The header fields in order, with credentials masked.
    package var maskedFields: [(name: String, value: String)] {
        fields.map { ($0.name.rawName, MaskedField.value(of: $0)) }
    }

    /// The request as a curl command for a shell; `nil` for a refused request, which curl could not send as it came.
    ///
    /// - Parameter publicURL: the URL by which clients know the mock; `nil`: by the request's host.
    package func curlLine(publicURL: String?) -> String? {
        guard case .whole(let head) = received else { return nil }
        return CurlLine.render(
            CurlLine.Source(
                method: head.method.rawValue, baseURL: publicURL ?? "http://\(head.authority ?? "127.0.0.1")",
                target: head.target,
                fields: maskedFields, hasKnownKey: findings.account != nil, body: body.bytes,
                missingBytes: body.fullCount - body.bytes.count))
    }
}
