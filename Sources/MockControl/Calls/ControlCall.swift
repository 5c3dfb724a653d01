import CampaignAPI
import HTTPServer
import HTTPTypes
import JSON

/// One call of the control plane: where it is, what it is for, and what answers.
struct ControlCall: Sendable {
    typealias Answering = @Sendable (Request) async throws(ControlRefusal) -> Response

    /// Where a call takes its input from. It checks that input itself; all other input is refused.
    enum Input: Sendable {
        case nothing
        case query
        case body
    }

    let method: HTTPRequest.Method
    /// Behind `/_mock`.
    let path: String
    let input: Input
    let summary: String
    let answer: Answering

    init(
        _ method: HTTPRequest.Method, _ path: String, takes input: Input = .nothing, _ summary: String,
        _ answer: @escaping Answering
    ) {
        self.method = method
        self.path = path
        self.input = input
        self.summary = summary
        self.answer = answer
    }

    var fullPath: String { ControlPath.prefix + path }

    /// Refuses input that the call would ignore: a reset with `?keep=clock` would keep nothing.
    func checkInput(_ request: Request) throws(ControlRefusal) {
        if input != .query, let name = QueryParameters(request.query).all.first?.name {
            let hint = input == .body ? " Its members stand in a JSON body." : ""
            throw .invalid(name, "The \(name) field is unknown: this call takes no query parameters.\(hint)")
        }
        if input != .body, let name = try ControlBody.object(of: request).members.first?.name {
            let hint = input == .query ? " Its parameters stand in the query." : ""
            throw .invalid(name, "The \(name) field is unknown: this call takes no body.\(hint)")
        }
    }

    var json: JSONValue {
        ["method": .string(method.rawValue), "path": .string(fullPath), "summary": .string(summary)]
    }
}
