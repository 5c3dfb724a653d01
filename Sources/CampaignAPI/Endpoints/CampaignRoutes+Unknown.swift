package import HTTPServer
package import HTTPTypes

// The framework's answers where there is no endpoint.
extension CampaignRoutes {
    /// For a path that no route has.
    package static func notFound(_ request: Request) -> Response {
        Answer.message(.notFound, "The route \(routeName(request)) could not be found.")
    }

    /// For a known path that is asked with another method.
    package static func methodNotAllowed(_ request: Request, allowed: [HTTPRequest.Method]) -> Response {
        let list = allowed.map(\.rawValue).joined(separator: ", ")
        return Answer.message(
            .methodNotAllowed,
            "The \(request.method.rawValue) method is not supported for route \(routeName(request)). "
                + "Supported methods: \(list).",
            adding: [.allow: list])
    }

    /// A path as the framework names it in messages: as it was sent, its slashes merged, with none around it.
    private static func routeName(_ request: Request) -> String {
        let path = request.mergedPath
        return path == "/" ? path : String(path.drop { $0 == "/" })
    }
}
