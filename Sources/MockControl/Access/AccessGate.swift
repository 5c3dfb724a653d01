import Base
import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire

/// Applies an ``AccessPolicy`` to requests, and adds the response fields of CORS (WHATWG Fetch Standard).
struct AccessGate: Sendable {
    /// The clients that may have a response, if they name an accepted host and the control plane is on.
    enum Audience: Sendable {
        /// Those from an accepted origin, with the token.
        case callers
        /// Those from any origin, with the token: the response has no secrets and the request changes nothing.
        case anyOrigin
        /// Everyone: the response is a page or one of its files. The page asks for the token itself, and links of other
        /// sites may lead to it.
        case browsers
    }

    let policy: AccessPolicy
    let audience: Audience

    /// - Throws: ``ControlRefusal/forbidden(_:)`` when the policy refuses the request.
    func admit(_ request: Request) throws(ControlRefusal) {
        let caller = caller(of: request)
        do {
            try checkSource(caller)
            if audience != .browsers { try policy.checkToken(caller) }
        } catch {
            throw .forbidden(error)
        }
    }

    /// - Parameter answer: makes a response without secrets, for clients that the policy refuses.
    /// - Returns: that response when the policy refuses the client but other machines can reach the mock; `nil` when the
    ///   policy admits the client.
    /// - Throws: ``ControlRefusal/forbidden(_:)`` when the policy refuses the request.
    func admit(_ request: Request, orAnswer answer: (() -> Response)?) throws(ControlRefusal) -> Response? {
        do {
            try admit(request)
            return nil
        } catch {
            guard policy.isReachableFromOtherMachines, let answer else { throw error }
            return answer()
        }
    }

    private func checkSource(_ caller: AccessPolicy.Caller) throws(AccessPolicy.Refusal) {
        if audience == .callers { try policy.checkSource(caller) } else { try policy.checkAddress(caller) }
    }

    /// Responds to a CORS preflight request.
    ///
    /// A browser sends no token in a preflight, so the token is not checked.
    ///
    /// - Parameter methods: the methods of the calls at the request's path.
    func preflight(_ request: Request, methods: [HTTPRequest.Method]) -> Response {
        do {
            try checkSource(caller(of: request))
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

    /// Adds the fields that let a page read the response: one of a listed origin, or of any.
    func marked(_ response: Response, for request: Request) -> Response {
        if audience == .anyOrigin {
            var response = response
            response.fields[.accessControlAllowOrigin] = "*"
            response.fields[.accessControlExposeHeaders] = "ETag"
            return response
        }
        guard !policy.origins.isEmpty else { return response }
        var response = response
        response.fields.append(contentsOf: [.vary: "Origin"])
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
