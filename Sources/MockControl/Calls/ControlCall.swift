import CampaignAPI
import HTTPServer
import HTTPTypes
import JSON

/// One call of the control plane: its method, path, input, summary and handler.
struct ControlCall: Sendable {
    typealias Answering = @Sendable (Request) async throws(ControlRefusal) -> Response

    /// The part of a request that a call reads its input from.
    ///
    /// The call validates that part. ``checkInput(_:)`` refuses input in any other part.
    enum Input: Sendable {
        case nothing
        case query
        case body
    }

    let method: HTTPRequest.Method
    /// The path after `/_mock`.
    let path: String
    let input: Input
    /// What the call does, for the list of calls.
    let summary: String
    /// The clients that may have the response.
    let audience: AccessGate.Audience
    let answer: Answering

    init(
        _ method: HTTPRequest.Method, _ path: String, takes input: Input = .nothing,
        for audience: AccessGate.Audience = .callers,
        _ summary: String, _ answer: @escaping Answering
    ) {
        self.method = method
        self.path = path
        self.input = input
        self.summary = summary
        self.audience = audience
        self.answer = answer
    }

    var fullPath: String { ControlPath.prefix + path }

    /// Refuses input that the call would ignore.
    ///
    /// For example, a reset reads no query, so `?keep=clock` would reset the clock nevertheless.
    func checkInput(_ request: Request) throws(ControlRefusal) {
        if input != .query, let name = QueryParameters(request.query).all.first?.name {
            let hint = input == .body ? " Send its members in a JSON body." : ""
            throw .invalid(name, "The \(name) field is unknown: this call takes no query parameters.\(hint)")
        }
        if input != .body, let name = try ControlBody.object(of: request).members.first?.name {
            let hint = input == .query ? " Send its parameters in the query." : ""
            throw .invalid(name, "The \(name) field is unknown: this call takes no body.\(hint)")
        }
    }

    var json: JSONValue {
        ["method": .string(method.rawValue), "path": .string(fullPath), "summary": .string(summary)]
    }
}
