import CampaignAPI
import HTTPServer
import HTTPTypes
import JSON

/// One call of the control plane: where it is, what it is for, and what answers.
struct ControlCall: Sendable {
    typealias Answering = @Sendable (Request) async throws(ControlRefusal) -> Response

    let method: HTTPRequest.Method
    /// Behind `/_mock`.
    let path: String
    let summary: String
    let answer: Answering

    init(_ method: HTTPRequest.Method, _ path: String, _ summary: String, _ answer: @escaping Answering) {
        self.method = method
        self.path = path
        self.summary = summary
        self.answer = answer
    }

    var fullPath: String { ControlPath.prefix + path }

    var json: JSONValue {
        ["method": .string(method.rawValue), "path": .string(fullPath), "summary": .string(summary)]
    }
}
