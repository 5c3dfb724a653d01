import HTTPServer
import HTTPTypes
import JSON

/// What a match looks at: a request that is just arriving (faults) or one that is in the journal.
struct MatchSubject {
    var method: String
    var path: RequestPath
    var body: ArraySlice<UInt8>
    /// Whether `body` is only the beginning: it is then not read as JSON.
    var isBodyCut = false
    /// Known only of a journal entry.
    var answered: Answered?
    /// Finds the account, for the first criterion that asks: a request that is just arriving has not been
    /// authenticated yet.
    var findAccount: () -> String?

    lazy var account: String? = findAccount()

    struct Answered {
        var number: Int
        var time: Int64
        var status: Int
        var hasWarnings: Bool
    }

    /// The body as JSON, read when the first criterion asks for it; `nil` when it is none.
    ///
    /// A body of no bytes is an empty object, as it is for the API.
    lazy var json: JSONValue? = isBodyCut ? nil : body.isEmpty ? .object([:]) : body.json
}

extension MatchSubject {
    /// - Parameter account: finds the name of the account whose key a request carries.
    init(_ request: Request, account: @escaping (Request) -> String?) {
        self.init(method: request.method.rawValue, path: request.path, body: request.body) { account(request) }
    }
}
