import CampaignStore
package import HTTPServer
package import HTTPTypes
import HTTPWire

// The framework's responses to requests that no route matches.
extension CampaignRoutes {
    /// Returns the 404 for a path that no route has. The journal shows the account whose key the request carries.
    package func notFound(_ request: Request) -> Response { attributed(Self.notFound(request), request) }

    /// Returns the 405 for a known path with an unsupported method. The journal shows the account whose key the request
    /// carries.
    package func methodNotAllowed(_ request: Request, allowed: [HTTPRequest.Method]) -> Response {
        attributed(Self.methodNotAllowed(request, allowed: allowed), request)
    }

    /// Adds the account, on which the response does not depend: routes come before keys (life.md §1).
    private func attributed(_ response: consuming Response, _ request: Request) -> Response {
        guard let account = Authentication.account(of: request, in: services.store.directory) else { return response }
        let warnings = (response.details as? RequestFindings)?.warnings ?? []
        response.details = RequestFindings(
            account: account.name, warnings: warnings, clock: account.definition.clock)
        return response
    }

    /// Returns the 404 for a path that no route has.
    package static func notFound(_ request: Request) -> Response {
        marked(Answer.message(.notFound, "The route \(routeName(request)) could not be found."), request)
    }

    /// Returns the 405 for a known path with an unsupported method.
    package static func methodNotAllowed(_ request: Request, allowed: [HTTPRequest.Method]) -> Response {
        let list = allowed.map(\.rawValue).joined(separator: ", ")
        let response = Answer.message(
            .methodNotAllowed,
            "The \(request.method.rawValue) method is not supported for route \(routeName(request)). "
                + "Supported methods: \(list).",
            adding: [.allow: list])
        return marked(response, request)
    }

    /// Adds the warning about a method that is not the one that was sent.
    private static func marked(_ response: consuming Response, _ request: Request) -> Response {
        guard let method = request.methodOverride else { return response }
        response.fields[.xMockWarnings] = "1"
        response.details = RequestFindings(warnings: [MethodOverride.warning(about: method)])
        return response
    }

    /// The path in the framework's messages: as sent, with slashes merged and without slashes at both ends.
    private static func routeName(_ request: Request) -> String {
        let path = request.mergedPath
        return path == "/" ? path : String(path.drop { $0 == "/" })
    }
}
