import CampaignAPI
import JSON
import OpenAPI

extension ControlPlane {
    /// The OpenAPI document of the control plane: the table of calls, and what each says of itself.
    ///
    /// - Parameter server: the URL of the mock, such as `http://127.0.0.1:7357`.
    func document(server: String) -> OpenAPIDocument {
        let examples = ControlExamples()
        return OpenAPIDocument(
            title: "Control plane of campaign-mock", version: options.version, description: Self.about, server: server,
            serverDescription: "The mock that wrote this document.",
            tags: CallDescription.Tag.allCases.map { .init($0.rawValue, $0.text) },
            security: .bearer(
                "controlToken", "The value of `--control-token`. A mock that was started without it needs none.",
                isOptional: true),
            operations: calls.map { $0.operation(examples) }, schemas: ControlSchemas.all)
    }

    private static let about = """
        The calls with which tests and people control `campaign-mock`. The platform has none of them.

        - **Access**: a request must name a loopback host, and a page must be of the mock's own origin, unless the mock \
        was started with `--control-host`, `--control-origin` or `--public-url`. With `--control-token` every call but \
        the page needs the token. A mock that listens beyond loopback tells everyone whether it is healthy.
        - **Input**: each call takes parameters of the query, or a JSON object, or nothing. Unknown, repeated and \
        misplaced members are refused by name. `null` counts as absent.
        - **Refusals** have a `message` for a person. A 422 has `errors` too: the messages by the path of the member.
        - **Methods**: HEAD is answered where GET is, and OPTIONS everywhere (CORS).
        - A path or method that is not in this document gets 404 or 405 with a `message`.
        - Times in answers are in UTC, such as `2026-02-23T10:00:00.000000Z`.
        """
}
