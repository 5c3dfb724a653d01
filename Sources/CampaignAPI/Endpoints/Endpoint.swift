import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
import Validation

/// One operation of the API, such as creating a campaign.
///
/// The pipeline (``CampaignRoutes``) calls the endpoint after it has found the account and read the body. The pipeline
/// also checks the rate limit, adds the shared response fields and supplies the findings for log and journal. An
/// endpoint contains only the logic of its operation.
protocol Endpoint: Sendable {
    /// The member names of the endpoint's bodies. The JSON reader reuses these strings instead of allocating each name.
    var memberNames: KnownStrings { get }

    /// The endpoint's own refusals, in the order of its checks, for faults and `Prefer` fields.
    var refusals: [ReadyAnswer] { get }

    /// The 404 for a campaign that does not exist in the account.
    var campaignNotFound: Response { get }

    /// The 404 for an assistant that the endpoint cannot use.
    var assistantNotFound: Response { get }

    /// The members of the input with the rules that hold for every account.
    var fields: [Field] { get }

    /// Returns what the OpenAPI document says about the endpoint. It is needed for the document only.
    ///
    /// - Parameter options: those that change what the endpoint answers.
    func description(_ options: CampaignOptions) -> EndpointDescription

    // MARK: For a review of a recorded request (``RequestReview``)

    /// Returns the validator of the account's bodies.
    ///
    /// - Parameter account: `nil` for the rules that hold for every account.
    func reviewValidator(for account: Account?, in directory: AccountDirectory) -> Validator

    /// Returns the members that the validator checks.
    func reviewMembers(_ members: JSONObject) -> JSONObject

    /// Returns what a field asks of a value, in plain words; `nil` where it asks nothing.
    func requirement(of field: Field) -> String?

    /// Returns what a field asks of an element, in plain words; `nil` where it asks nothing.
    func elementRequirement(of field: Field) -> String?

    /// Returns a value that the rules accept in the form in which it is stored.
    func stored(_ value: JSONValue, as name: String) -> JSONValue

    /// Returns the default of a member that depends on the account; `nil` for any other member.
    func accountDefault(of name: String, in account: Account) -> JSONValue?

    /// An example of the endpoint's 422 for faults and `Prefer` fields.
    var invalidInput: InvalidInput { get }

    /// Returns the response, or the read or write that the response depends on.
    ///
    /// The event loop calls this method and serves other requests too, so the method must not block. Work that waits is
    /// returned as ``EndpointOutcome/reading(_:warnings:)`` or ``EndpointOutcome/writing(_:warnings:)``.
    func outcome(of context: EndpointContext) -> EndpointOutcome
}

extension Endpoint {
    var memberNames: KnownStrings { .none }
    var refusals: [ReadyAnswer] { [] }
    var campaignNotFound: Response { Answer.campaignNotFound }
    var assistantNotFound: Response { Answer.assistantNotFound }
    var invalidInput: InvalidInput { .missingName }
}

/// One row of the API's table of routes.
struct EndpointRoute: Sendable {
    let method: HTTPRequest.Method
    /// The path after the base URL, with `{name}` for each variable segment, such as `/user/campaign/{id}`.
    ///
    /// `{id}` matches a positive number only. A path with any other text there is an unknown one.
    let path: String
    let endpoint: any Endpoint
    let pattern: RoutePattern
    /// The name of the operation in the OpenAPI document, for the second path of an endpoint; `nil` for its first.
    let operationID: String?

    /// The name of the segment that matches a positive number only; see ``EndpointContext/pathID``.
    static let id = "id"

    init(_ method: HTTPRequest.Method, _ path: String, _ endpoint: any Endpoint, operationID: String? = nil) {
        self.method = method
        self.path = path
        self.endpoint = endpoint
        self.operationID = operationID
        pattern = RoutePattern(path, numbers: [Self.id])
    }
}
