import HTTPServer
import HTTPTypes
import JSON
package import OpenAPI
import Validation

extension CampaignRoutes {
    /// Describes the API as an OpenAPI document: the routes, and what the endpoints' own declarations say.
    ///
    /// It takes some milliseconds, so it is made when someone asks for it.
    ///
    /// - Parameters:
    ///   - options: those of the API; some change what it answers.
    ///   - version: the mock's version.
    ///   - server: the base URL, such as `http://127.0.0.1:7357/api`.
    package static func document(options: CampaignOptions, version: String, server: String) -> OpenAPIDocument {
        document(of: table, options: options, version: version, server: server)
    }

    static func document(
        of routes: [EndpointRoute], options: CampaignOptions, version: String, server: String
    ) -> OpenAPIDocument {
        let examples = FixtureExamples(routes)
        return OpenAPIDocument(
            title: "Campaign API", version: version,
            description: options.heedsPrefer ? about + aboutPrefer : about, server: server,
            serverDescription: "The mock that wrote this document.",
            tags: EndpointDescription.Tag.allCases.map { .init($0.rawValue, $0.text) },
            security: .bearer("apiKey", "An API key of the account. The demo data has the key `YOUR_API_KEY`."),
            operations: routes.indices.map { operation(routes[$0], at: $0, options, examples) }, webhooks: webhooks,
            schemas: bodies(routes, options) + APISchemas.all)
    }

    private static let about = """
        The API of an outbound-calling platform, as `campaign-mock` answers it. A client made from this document fits \
        the platform: only the base URL differs.

        - **Key**: every request needs `Authorization: Bearer KEY`. An account sees its own data only.
        - **Input**: JSON is documented. The API also takes forms (`application/x-www-form-urlencoded`, \
        `multipart/form-data`), and members in the query, which the body's members hide. A number or boolean may be a \
        string (`"3"`, `"1"`), `null` and `""` count as absent, and blanks around a string are taken off. Unknown \
        members are ignored. The mock counts such oddities in `X-Mock-Warnings`; with `--strict` it answers 422.
        - **Methods**: HEAD is answered where GET is, and OPTIONS everywhere. A POST with `X-HTTP-Method-Override` or \
        the member `_method` is handled as a PUT, PATCH or DELETE.
        - A path or method that is not in this document gets 404 or 405 with a `message`.
        """

    private static let aboutPrefer = """

        - **Prefer**: `Prefer: code=429` makes the mock send that refusal, `Prefer: wait=2` delays the response. The \
        platform ignores this header field.
        """

    // MARK: - Operations

    private static func operation(
        _ route: EndpointRoute, at index: Int, _ options: CampaignOptions, _ examples: FixtureExamples
    ) -> Operation {
        let endpoint = route.endpoint
        let description = endpoint.description(options)
        let body = description.body.map { name in
            RequestBody(
                "The members, as JSON or in a form.", isRequired: endpoint.fields.contains(where: \.isRequired),
                [Content(.reference(name), examples: examples.requests(ofRoute: index))]
                    + formTypes.map { Content(form, mediaType: $0) })
        }
        return Operation(
            route.documentMethod, route.path, route.operationID ?? description.operationID,
            summary: description.summary + (route.operationID == nil ? "" : " (second path)"),
            description: description.text
                + (route.operationID == nil ? "" : "\n\nThis path is a second one for `\(description.operationID)`."),
            tag: description.tag.rawValue, isDeprecated: description.isDeprecated,
            parameters: parameters(endpoint, description, options), requestBody: body,
            answers: answers(route, at: index, description, options, examples))
    }

    private static func parameters(
        _ endpoint: any Endpoint, _ description: EndpointDescription, _ options: CampaignOptions
    ) -> [Parameter] {
        var parameters: [Parameter] = []
        if let text = description.pathID {
            parameters.append(Parameter(EndpointRoute.id, in: .path, .integer(minimum: 1), text, example: 1))
        }
        if description.body == nil {
            parameters += endpoint.fields.map { field in
                let text = description.members[field.name]
                return Parameter(
                    field.name, in: .query,
                    Schema(field, allowsNull: false, text: text).without("description"), text?.text ?? "",
                    isRequired: field.isRequired)
            }
        }
        return options.heedsPrefer ? parameters + [prefer] : parameters
    }

    private static let prefer = Parameter(
        "Prefer", in: .header, .string(),
        "A wish to the mock (RFC 7240), which the platform ignores: `code=429` for a refusal with that status, "
            + "`wait=2` for a delay in seconds, or both.",
        example: "code=429", component: "Prefer")

    // MARK: - Bodies

    /// Behind JSON, because many tools take the first media type only.
    private static let formTypes = ["application/x-www-form-urlencoded", "multipart/form-data"]

    /// It names no member: a generator of TypeScript clients loses schemas that only forms have.
    private static let form = Schema.dictionary().described(
        "The members of the JSON body. Every value is a text, booleans are `1` and `0`, a list is sent as `name[]`, an "
            + "object as `name[member]`, a list of objects as `name[0][member]`.")

    /// The schemas of the requests' bodies, each once.
    private static func bodies(
        _ routes: [EndpointRoute], _ options: CampaignOptions
    ) -> [OpenAPIDocument.NamedSchema] {
        var bodies: [OpenAPIDocument.NamedSchema] = []
        for route in routes {
            let description = route.endpoint.description(options)
            guard let name = description.body, !bodies.contains(where: { $0.name == name }) else { continue }
            let schema = Schema.object(
                route.endpoint.fields, texts: description.members, others: description.otherMembers)
            bodies.append(.init(name, schema.described("The body of `\(description.operationID)`.")))
            for field in route.endpoint.fields {
                guard let elements = description.members[field.name]?.elements else { continue }
                let element = Schema.object(
                    field.elementMembers, texts: elements.texts, others: description.otherMembers)
                bodies.append(.init(elements.component, element.described("An element of `\(field.name)`.")))
            }
        }
        return bodies
    }
}

extension EndpointRoute {
    /// The method in the document. A route of another method is none of an API, and would fail the document's tests.
    fileprivate var documentMethod: OpenAPI.Operation.Method {
        OpenAPI.Operation.Method(rawValue: method.rawValue.lowercased()) ?? .patch
    }
}
