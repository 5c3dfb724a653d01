import HTTPServer
import HTTPTypes
import JSON

/// The parts of a request that a ``RequestMatch`` reads.
///
/// The request is either arriving, to be matched with faults, or an entry of the journal.
struct MatchSubject {
    var method: String
    var path: RequestPath
    var body: ArraySlice<UInt8>
    /// Whether `body` is only the beginning of the request's body. It is then not parsed as JSON.
    var isBodyCut = false
    /// `nil` for an arriving request, which has no response yet.
    var answered: Answered?
    /// Finds the account's name. Called once, when a criterion first reads ``account``.
    ///
    /// An arriving request is not yet authenticated, so its key has to be looked up.
    var findAccount: () -> String?

    lazy var account: String? = findAccount()

    /// The facts about a request that exist only after its response.
    struct Answered {
        var number: Int
        /// Unix seconds of the mock's clock.
        var time: Int64
        var status: Int
        var hasWarnings: Bool
        /// The campaign and the lead that the request created, changed or deleted.
        var campaignID: Int64?
        var leadID: Int64?
        /// The fault that shaped the response.
        var fault: String?
    }

    /// The body as JSON, parsed when a criterion first reads it; `nil` when it is no JSON or is cut.
    ///
    /// An empty body is an empty object, as in the API.
    lazy var json: JSONValue? = isBodyCut ? nil : body.isEmpty ? .object([:]) : body.json
}

extension MatchSubject {
    /// An arriving request.
    ///
    /// - Parameter account: finds the name of the account whose key a request carries.
    init(_ request: Request, account: @escaping (Request) -> String?) {
        self.init(method: request.method.rawValue, path: request.path, body: request.body) { account(request) }
    }
}
