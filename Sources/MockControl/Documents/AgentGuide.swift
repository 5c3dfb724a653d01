import CampaignStore
import JSON
import OpenAPI

/// What a program that writes programs needs to know to use the mock, as one text: `/_mock/llms.txt`.
///
/// It is made from the OpenAPI documents and from the accounts, so it says what this mock does. The form is that of
/// llmstxt.org: Markdown with a heading, a quotation that sums up, and links.
struct AgentGuide {
    /// Such as `http://127.0.0.1:7357`.
    let baseURL: String
    /// The document of the platform's API.
    let api: OpenAPIDocument
    /// The document of the control plane.
    let control: OpenAPIDocument
    let accounts: [Account]
    /// Whether the calls of the control plane need the control token.
    let needsToken: Bool

    /// The most accounts that are listed: a test run may make thousands.
    static let mostAccounts = 10

    var text: String {
        [
            """
            # campaign-mock \(control.version)

            > A local stand-in for the campaign API of an outbound-calling platform, for tests. It answers as the platform \
            does. A started campaign calls its leads on the mock's clock; nothing is dialled. Its control plane resets it, shows what it was sent and \
            makes requests fail.
            """,
            start, keys, section("The API", of: api), refusals, section("The control plane", of: control), links,
        ].joined(separator: "\n\n") + "\n"
    }

    // MARK: - The beginning

    private var start: String {
        var lines = [
            "- The base URL of the API is `\(api.server)`. Without `/api` it answers the same.",
            "- Each request to the API needs a key: `Authorization: Bearer KEY`.",
            "- The calls of the control plane are under `\(baseURL)/_mock` and need no key."
                + (needsToken ? " They need `Authorization: Bearer TOKEN` with the value of `--control-token`." : ""),
        ]
        if let (key, assistant) = firstOutbound {
            lines.append(
                """
                - Try: `curl -X POST \(api.server)/user/campaign -H 'Authorization: Bearer \(key)' \
                -H 'Content-Type: application/json' -d '{"name":"Spring","assistant_id":\(assistant)}'`
                """)
        }
        return lines.joined(separator: "\n")
    }

    /// A key with an assistant of its account that makes calls.
    private var firstOutbound: (key: String, assistant: Int64)? {
        for account in accounts {
            guard let key = account.apiKeys.first else { continue }
            if let assistant = account.assistants.first(where: { $0.type == .outbound }) { return (key, assistant.id) }
        }
        return nil
    }

    private var keys: String {
        var lines = ["## Accounts and keys", ""]
        lines += accounts.prefix(Self.mostAccounts).map { account in
            let outbound = account.assistants.filter { $0.type == .outbound }.map { String($0.id) }
            let numbers = account.phoneNumbers.map { String($0.id) }
            return """
                - `\(account.name)`: \(Self.listed("key", account.apiKeys)); at most \(account.plan.maximumCampaigns) \
                campaigns and \(account.plan.maximumCallsInParallel) parallel calls; \
                \(Self.listed("outbound assistant", outbound)); \(Self.listed("phone number", numbers))
                """
        }
        if accounts.count > Self.mostAccounts {
            lines.append("- \(accounts.count - Self.mostAccounts) more: `GET /_mock/accounts`")
        }
        lines.append("- An account of its own for each test: `POST /_mock/accounts` answers with a new name and key.")
        return lines.joined(separator: "\n")
    }

    /// Such as "keys `a`, `b`" or "no key".
    private static func listed(_ what: String, _ values: [String]) -> String {
        guard !values.isEmpty else { return "no \(what)" }
        return "\(what)\(values.count == 1 ? "" : "s") " + values.map { "`\($0)`" }.joined(separator: ", ")
    }

    // MARK: - Calls

    private func section(_ title: String, of document: OpenAPIDocument) -> String {
        let calls = document.operations.map { operation in
            "- `\(operation.method.rawValue.uppercased()) \(operation.path)`: \(operation.summary)."
                + Self.input(of: operation, in: document)
        }
        return (["## \(title)", "", document.description, ""] + calls).joined(separator: "\n")
    }

    private static func input(of operation: OpenAPI.Operation, in document: OpenAPIDocument) -> String {
        var text = ""
        let query = operation.parameters.filter { $0.place == .query }.map(\.name)
        if !query.isEmpty { text += " Query: \(listed(query))." }
        guard let schema = operation.requestBody?.contents.first?.schema else { return text }
        let keywords = document.resolved(schema).keywords
        let required = (keywords["required"]?.array ?? []).compactMap(\.string)
        let optional = (keywords["properties"]?.object?.members ?? []).map(\.name).filter { !required.contains($0) }
        if !required.isEmpty { text += " Required: \(listed(required))." }
        if !optional.isEmpty { text += " Optional: \(listed(optional))." }
        return text
    }

    private static func listed(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

    // MARK: - Refusals

    private var refusals: String {
        var texts: [Int: [String]] = [:]
        for answer in api.operations.flatMap(\.answers) where answer.status >= 400 {
            for line in answer.description.split(separator: "\n") {
                let text = line.hasPrefix("- ") ? String(line.dropFirst(2)) : String(line)
                if texts[answer.status]?.contains(text) != true { texts[answer.status, default: []].append(text) }
            }
        }
        let statuses = texts.sorted { $0.key < $1.key }.map { "- \($0.key): \($0.value.joined(separator: " "))" }
        let lines = [
            "## How to read a refusal", "",
            "A refusal is JSON. `message` says what happened; a 422 has `errors` too, the messages by the member's path.",
            "",
        ]
        let hints = [
            """
            - `X-Mock-Warnings: N` in an answer: the request has N oddities that the platform accepts without a word, such \
            as a misspelt member. `GET \(baseURL)/_mock/requests?has_warnings=true&limit=1` lists them.
            """,
            """
            - Post-call webhooks are posted by http, to this machine and to hosts that `--webhook-host` allows. What was posted, what the receiver answered and why \
            one failed or is blocked: `GET \(baseURL)/_mock/webhooks?limit=5`; wait for one: `POST \(baseURL)/_mock/webhooks/wait`.
            """,
            """
            - What was sent and what was answered: `GET \(baseURL)/_mock/requests?limit=5`, as a curl line \
            `GET \(baseURL)/_mock/requests/{number}/curl`.
            """,
        ]
        return (lines + statuses + hints).joined(separator: "\n")
    }

    private var links: String {
        """
        ## Documents

        - [The API](\(baseURL)/_mock/openapi.json): OpenAPI 3.1, with schemas and examples
        - [The control plane](\(baseURL)/_mock/control-openapi.json): OpenAPI 3.1
        - [Both as a page](\(baseURL)/_mock/docs)
        """
    }
}

extension OpenAPIDocument {
    /// The schema behind a reference; any other schema as it is.
    fileprivate func resolved(_ schema: Schema) -> Schema {
        guard let name = schema.keywords["$ref"]?.string?.split(separator: "/").last else { return schema }
        return schemas.first { $0.name == name }?.schema ?? schema
    }
}
