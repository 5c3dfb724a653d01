import CampaignAPI
import HTTPServer
import HTTPTypes
import JSON
import Validation

/// One call of the control plane: its method, path, input, summary, handler and description.
struct ControlCall: Sendable {
    typealias Answering = @Sendable (Request) async throws(ControlRefusal) -> Response
    /// Answers a call with the fields that ``Input`` declares. The description of the call has the same ones.
    typealias AnsweringInput = @Sendable (Request, [Field]) async throws(ControlRefusal) -> Response
    typealias Fields = @Sendable () -> [Field]

    /// The part of a request that a call reads its input from, and the fields that it takes there.
    ///
    /// The call validates that part. ``checkInput(_:)`` refuses input in any other part.
    enum Input: Sendable {
        case nothing
        case query(Fields)
        case body(Fields)
        /// A body that is read by other means than fields.
        case document

        static func query(_ fields: @autoclosure @escaping Fields) -> Input { .query(fields) }
        static func body(_ fields: @autoclosure @escaping Fields) -> Input { .body(fields) }

        fileprivate var isQuery: Bool { if case .query = self { true } else { false } }
        fileprivate var isBody: Bool {
            switch self {
            case .nothing, .query: false
            case .body, .document: true
            }
        }
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
    /// The response to clients that may not have that of ``answer``, when other machines can reach the mock; `nil` for the
    /// refusal.
    var answerToOthers: (@Sendable () -> Response)?
    /// Made when a document is asked for.
    let description: @Sendable () -> CallDescription

    init(
        _ method: HTTPRequest.Method, _ path: String, takes input: Input = .nothing,
        for audience: AccessGate.Audience = .callers, _ summary: String, _ answer: @escaping Answering,
        _ description: @autoclosure @escaping @Sendable () -> CallDescription
    ) {
        self.method = method
        self.path = path
        self.input = input
        self.summary = summary
        self.audience = audience
        self.answer = answer
        self.description = description
    }

    /// A call that takes fields.
    init(
        _ method: HTTPRequest.Method, _ path: String, takes input: Input, _ summary: String,
        _ answer: @escaping AnsweringInput, _ description: @autoclosure @escaping @Sendable () -> CallDescription
    ) {
        let fields: Fields =
            switch input {
            case .query(let fields), .body(let fields): fields
            case .nothing, .document: { [] }
            }
        self.init(
            method, path, takes: input, summary,
            { request async throws(ControlRefusal) in try await answer(request, fields()) }, description())
    }

    /// The call with a response to clients that may not have its own.
    func answering(others answer: @escaping @Sendable () -> Response) -> ControlCall {
        var call = self
        call.answerToOthers = answer
        return call
    }

    var fullPath: String { ControlPath.prefix + path }

    /// Refuses input that the call would ignore.
    ///
    /// For example, a reset reads no query, so `?keep=clock` would reset the clock nevertheless.
    func checkInput(_ request: Request) throws(ControlRefusal) {
        if !input.isQuery, let name = QueryParameters(request.query).all.first?.name {
            let hint = input.isBody ? " Send its members in a JSON body." : ""
            throw .invalid(name, "The \(name) field is unknown: this call takes no query parameters.\(hint)")
        }
        if !input.isBody, let name = try ControlBody.object(of: request).members.first?.name {
            let hint = input.isQuery ? " Send its parameters in the query." : ""
            throw .invalid(name, "The \(name) field is unknown: this call takes no body.\(hint)")
        }
    }

    var json: JSONValue {
        ["method": .string(method.rawValue), "path": .string(fullPath), "summary": .string(summary)]
    }
}
