package import HTTPServer
package import HTTPTypes

// The framework's responses to requests that no route matches.
extension CampaignRoutes {
    /// Returns the 404 for a path that no route has.
    package static func notFound(_ request: Request) -> Response {
        Answer.message(.notFound, "The route \(routeName(request)) could not be found.")
    }

    /// Returns the 405 for a known path with an unsupported method.
    package static func methodNotAllowed(_ request: Request, allowed: [HTTPRequest.Method]) -> Response {
        let list = allowed.map(\.rawValue).joined(separator: ", ")
        return Answer.message(
            .methodNotAllowed,
            "The \(request.method.rawValue) method is not supported for route \(routeName(request)). "
                + "Supported methods: \(list).",
            adding: [.allow: list])
    }

    /// The path in the framework's messages: as sent, with slashes merged and without slashes at both ends.
    private static func routeName(_ request: Request) -> String {
        let path = request.mergedPath
        return path == "/" ? path : String(path.drop { $0 == "/" })
    }
}
