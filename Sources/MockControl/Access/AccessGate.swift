import Base
import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire

/// Applies an ``AccessPolicy`` to requests, and adds the response fields of CORS (WHATWG Fetch Standard).
struct AccessGate: Sendable {
    let policy: AccessPolicy

    /// - Throws: ``ControlRefusal/forbidden(_:)`` when the policy refuses the request.
    func admit(_ request: Request) throws(ControlRefusal) {
        let caller = caller(of: request)
        do {
            try policy.checkSource(caller)
            try policy.checkToken(caller)
        } catch {
            throw .forbidden(error)
        }
    }

    /// Admits a request for a page or one of its files, which hold no secrets and change nothing.
    ///
    /// The token is not checked: the page asks for it. Links of other sites may lead to the page.
    ///
    /// - Throws: ``ControlRefusal/forbidden(_:)`` when the control plane is off, or the host is not accepted.
    func admitPage(_ request: Request) throws(ControlRefusal) {
        do {
            try policy.checkAddress(caller(of: request))
        } catch {
            throw .forbidden(error)
        }
    }

    /// Responds to a CORS preflight request.
    ///
    /// A browser sends no token in a preflight, so the token is not checked.
    ///
    /// - Parameter methods: the methods of the calls at the request's path.
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

    /// Adds the fields that let a page of a listed origin read the response.
    func marked(_ response: Response, for request: Request) -> Response {
        guard !policy.origins.isEmpty else { return response }
        var response = response
        response.fields[.vary] = "Origin"
        // The value is the listed origin's own text. Text from the request never goes into the response.
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
    // "Sec-Fetch-Site" is a valid field name, so the fallback is never used.
    static let secFetchSite = Self("Sec-Fetch-Site") ?? .origin
}
