import HTTPServer
import HTTPTypes
import JSON
import OpenAPI

/// The bodies of the fixtures, as examples of the OpenAPI document.
///
/// `scripts/support/examples.py` makes the embedded file from the fixtures. It is read when a document is made.
struct FixtureExamples {
    private struct Pair {
        let name: String
        /// The index of the request's route; `nil` if no route has its path and method.
        let route: Int?
        let status: Int
        /// A documented request that succeeds; `nil` for any other.
        let request: JSONValue?
        let response: JSONValue
    }

    private let pairs: [Pair]

    init(_ routes: [EndpointRoute]) {
        // The file is made by a script and compiled in. A test reads it, so it is never malformed here.
        let text = PackageResources.examples_json
        let file = (try? JSONReader.read(text.span))?.array ?? []
        pairs = file.compactMap { pair in
            guard let name = pair["name"]?.string, let status = pair["status"]?.integer,
                let response = pair["response"]
            else { return nil }
            return Pair(
                name: name, route: Self.route(of: pair, among: routes), status: Int(status),
                request: pair["request"], response: response)
        }
    }

    /// The requests' bodies of a route that succeed.
    func requests(ofRoute route: Int) -> [Example] {
        distinct(pairs.filter { $0.route == route }.compactMap { pair in pair.request.map { (pair.name, $0) } })
    }

    /// The responses' bodies with a status.
    ///
    /// - Parameter route: `nil` for those of all requests.
    func responses(_ status: Int, ofRoute route: Int? = nil) -> [Example] {
        distinct(
            pairs.filter { $0.status == status && (route == nil || $0.route == route) }
                .map { ($0.name, $0.response) })
    }

    /// Of equal bodies only the first.
    private func distinct(_ bodies: [(name: String, value: JSONValue)]) -> [Example] {
        var examples: [Example] = []
        for body in bodies where !examples.contains(where: { $0.value == body.value }) {
            examples.append(Example(body.name, body.value))
        }
        return examples
    }

    private static func route(of pair: JSONValue, among routes: [EndpointRoute]) -> Int? {
        guard let method = pair["method"]?.string, let target = pair["target"]?.string else { return nil }
        let path = RequestPath(
            Array(target.utf8.prefix { $0 != UInt8(ascii: "?") })[...],
            PathRules(optionalPrefix: CampaignRoutes.optionalPrefix))
        return routes.firstIndex { $0.method.rawValue == method && $0.pattern.matches(path) }
    }
}
