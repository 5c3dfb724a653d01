import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire
import JSON

/// The response that a fault sends: one of the platform's own, or any other.
enum FaultAnswer: Sendable {
    case readyMade(ReadyAnswer)
    case explicit(HTTPResponse.Status, HTTPFields, [UInt8])

    /// - Parameters:
    ///   - routes: writes the platform's own refusals.
    ///   - now: the time of the request's account, in Unix seconds.
    func response(to request: Request, by routes: CampaignRoutes, now: Int64) -> Response {
        switch self {
        case .readyMade(let answer): routes.response(answer, to: request, now: now)
        case .explicit(let status, let fields, let body): Response(status: status, fields: fields, bytes: body)
        }
    }
}

extension Preference {
    /// The response with the preferred status: the platform's own, else a message with the status' reason phrase.
    ///
    /// - Parameters:
    ///   - routes: writes the platform's own refusals.
    ///   - now: the time of the request's account, in Unix seconds.
    /// - Returns: `nil` when the request prefers no status.
    func answer(to request: Request, by routes: CampaignRoutes, now: Int64) -> Response? {
        guard let code else { return nil }
        if let answer = routes.readyAnswer(status: code, to: request) {
            return routes.response(answer, to: request, now: now)
        }
        let status = HTTPResponse.Status(code: code)
        // RFC 9110 §15.5.6: a 405 says which methods there are.
        let fields: HTTPFields = status == .methodNotAllowed ? [.allow: routes.methods(of: request)] : [:]
        return Answer.message(status, status.registeredReason ?? "Error \(code)", adding: fields)
    }
}
