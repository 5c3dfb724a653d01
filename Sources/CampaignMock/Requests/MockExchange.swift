import Base
import CampaignAPI
import HTTPServer
import HTTPTypes
import MockControl

/// A request that the mock has recorded, and its response.
///
///     let request = try mock.requests(matching: MockMatch("POST", "/user/campaign"))[0]
///     request.json?["name"]                               // "Spring"
///     request.status                                      // 201
public struct MockExchange: Sendable {
    /// What the platform would have accepted without a word.
    public struct Warning: Sendable, Equatable {
        /// The member's name as sent.
        public let field: String
        /// One sentence.
        public let message: String
    }

    /// The content of a request or a response.
    public struct Body: Sendable, Equatable {
        /// The bytes that the journal kept.
        public let bytes: [UInt8]
        /// The number of bytes of the whole content.
        public let byteCount: Int

        /// The bytes as UTF-8 text. Bytes that are not UTF-8 become replacement characters.
        public var text: String { String(decoding: bytes, as: UTF8.self) }
        /// Whether the journal kept the whole content: see ``ControlPlaneOptions/journalBodyBytes``.
        public var isComplete: Bool { bytes.count == byteCount }
    }

    private let entry: JournalEntry
    private let publicURL: String?

    /// - Parameter publicURL: the URL by which clients know the mock.
    init(_ entry: JournalEntry, publicURL: String?) {
        self.entry = entry
        self.publicURL = publicURL
    }

    /// The number of the request since the start or the last reset; at least 1.
    public var number: Int { entry.number }
    /// When the response was ready, by the clock of the request's account.
    public var time: MockTime { MockTime(unixSeconds: entry.time) }
    /// When the request was received, by the machine's clock.
    public var realTime: MockTime {
        MockTime(unixSeconds: MachineTime.ofThisProcess.seconds(at: entry.receivedAt))
    }
    /// The time from the last byte of the request to the response.
    public var duration: Duration { entry.duration }

    /// The name of the account whose key the request has; `nil` without a valid key.
    public var account: String? { entry.findings.account }
    /// The method as sent; `nil` when the request was refused before it had arrived.
    public var method: String? { entry.method }
    /// The path and the query as sent; `nil` when the request was refused before they had arrived.
    public var target: String? { entry.target }
    /// The path without `/api` in front, repeated slashes and escapes, as filters compare it.
    public var path: String { entry.path.text }
    /// The header fields by their names in lower case. The values of repeated fields are joined with commas.
    /// Credentials are masked.
    public var headers: [String: String] { Self.headers(entry.maskedFields) }
    /// The content of the request.
    public var body: Body { Body(bytes: Array(entry.body.bytes), byteCount: entry.body.fullCount) }
    /// The content of the request as JSON; `nil` when it is no JSON or was not kept completely.
    public var json: MockJSON? { entry.body.json.map(MockJSON.init) }

    /// What the platform would have accepted without a word.
    public var warnings: [Warning] {
        entry.findings.warnings.map { Warning(field: $0.field, message: $0.message) }
    }
    /// The id of the campaign that the request made, changed or deleted, or whose lead it did.
    public var campaignID: Int? { entry.findings.campaignID.map { Int($0) } }
    /// The id of the lead that the request made, changed or deleted.
    public var leadID: Int? { entry.findings.leadID.map { Int($0) } }
    /// The id of the fault that changed the response, such as `fault-1`; `prefer` for a `Prefer` field.
    public var fault: String? { entry.findings.fault }
    /// Why the HTTP server refused the request; `nil` for a request that the API answered.
    public var refusal: String? { entry.refusal }

    /// The status of the response; `nil` when a fault sent no response.
    public var status: Int? { entry.answer?.status }
    /// The header fields of the response by their names in lower case.
    public var responseHeaders: [String: String] {
        Self.headers((entry.answer?.fields ?? [:]).map { ($0.name.rawName, $0.value) })
    }
    /// The content of the response; `nil` when there is none.
    public var responseBody: Body? {
        entry.answer?.body.map { Body(bytes: Array($0.bytes), byteCount: $0.fullCount) }
    }
    /// The content of the response as JSON; `nil` when it is no JSON or was not kept completely.
    public var responseJSON: MockJSON? { entry.answer?.body?.json.map(MockJSON.init) }

    /// The request as a curl command for a shell; `nil` for a request that the server refused.
    ///
    /// The key is the variable `CAMPAIGN_MOCK_KEY`, which `campaign-mock exec` sets.
    public var curl: String? { entry.curlLine(publicURL: publicURL) }

    private static func headers(_ fields: [(name: String, value: String)]) -> [String: String] {
        Dictionary(fields.map { ($0.name.lowercased(), $0.value) }) { "\($0), \($1)" }
    }
}

extension MockExchange: CustomStringConvertible {
    /// One line, such as `request 3, POST /api/user/campaign (422)`.
    public var description: String { entry.title }
}
