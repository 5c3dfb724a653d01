import Base
import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire

/// Applies the policy to requests, and tells browsers about it (the Fetch standard's CORS protocol).
struct AccessGate: Sendable {
    let policy: AccessPolicy

    func admit(_ request: Request) throws(ControlRefusal) {
        let caller = caller(of: request)
        do {
            try policy.checkSource(caller)
            try policy.checkToken(caller)
        } catch {
            throw .forbidden(error)
        }
    }

    /// A browser asks before it sends what a plain form could not; the question itself carries no token.
    func preflight(_ request: Request, methods: [HTTPRequest.Method]) -> Response {
        do {
            try policy.checkSource(caller(of: request))
        } catch {
            return ControlRefusal.forbidden(error).response
        }
        let known = methods + [.options]
        let allow = known.map(\.rawValue).joined(separator: ", ")
        var response = marked(Response(status: .noContent, fields: [.allow: allow]), for: request)
        guard response.fields[.accessControlAllowOrigin] != nil else { return response }
        response.fields.append(contentsOf: PreflightGrant.fields(for: request, methods: known))
        return response
    }

    /// Lets a page of a listed origin read the answer.
    func marked(_ response: Response, for request: Request) -> Response {
        guard !policy.origins.isEmpty else { return response }
        var response = response
        response.fields[.vary] = "Origin"
        // Our own text goes back, never the request's.
        if let origin = request[.origin], let listed = policy.listed(origin) {
            response.fields[.accessControlAllowOrigin] = listed.text
        }
        return response
    }

    private func caller(of request: Request) -> AccessPolicy.Caller {
        AccessPolicy.Caller(
            authority: request.head.authority, origin: request[.origin], fetchSite: request[.secFetchSite],
            authorization: request[.authorization])
    }
}

extension HTTPField.Name {
    // This is a token, so the initializer cannot fail; the fallback is never taken.
    static let secFetchSite = Self("Sec-Fetch-Site") ?? .origin
}
