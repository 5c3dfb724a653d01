package import HTTPServer

/// The paths of the API's routes, such as `/user/campaign/{id}`: names for requests that do not depend on ids.
package struct RoutePaths: Sendable {
    private let routes: [(path: String, pattern: RoutePattern)]

    package init() {
        var routes: [(path: String, pattern: RoutePattern)] = []
        for route in CampaignRoutes.table where !routes.contains(where: { $0.path == route.path }) {
            routes.append((route.path, route.pattern))
        }
        self.routes = routes
    }

    /// Returns the path of the route, of whatever method; `nil` for a path that no route has.
    package func path(of path: RequestPath) -> String? { routes.first { $0.pattern.matches(path) }?.path }
}
