import JSON
import OpenAPI

/// The named schemas of the API's responses. The resources write what they describe.
enum APISchemas {
    typealias Named = OpenAPIDocument.NamedSchema

    static var all: [Named] { campaigns + leads + calls + postCall + assistants + phoneNumbers + [user] + refusals }

    // MARK: - Refusals

    private static var refusals: [Named] {
        [
            Named(
                "Message",
                .object(["message": .string().described("What happened, for a person.")])
                    .described("The body of most responses without a resource.")),
            Named(
                "ValidationErrors",
                .object(["message": .string().described("What is wrong, for a person."), "errors": errors])
                    .described("Why the fields of a request are invalid.")),
            Named(
                "LeadRefusal",
                .object(
                    ["message": .string().described("What is wrong, for a person."), "errors": errors],
                    optional: ["errors"]
                )
                .described("Why a lead is refused. A refusal of its phone number has no `errors`.")),
            Named(
                "StatusRefusal",
                .object(
                    [
                        "message": .string().described("Why, for a person."),
                        "success": Schema.boolean.described("Always false."),
                        "data": Schema.reference("CampaignStatus"),
                    ], optional: ["success", "data"]
                )
                .described(
                    "Why the status of a campaign is not changed. `data` is there when the campaign was found and the "
                        + "action was valid.")),
            Named(
                "TooManyAttempts",
                .object([
                    "message": .string(),
                    "retry_after": .integer(minimum: 0).described("Seconds until the next request is allowed."),
                ])
                .described("The account has used up its requests for this minute.")),
        ]
    }

    private static let errors = Schema.dictionary(of: .array(of: .string(), minimumCount: 1))
        .described("The messages of each invalid member, by its path, such as `allowed_days.0`.")

    // MARK: - Shared shapes

    static let id = Schema.integer(minimum: 1)

    /// A time as campaigns, assistants and phone numbers show it.
    static func time(_ text: String) -> Schema {
        Schema.string(format: "date-time").described("\(text) In UTC, whole seconds.")
            .examples("2026-02-23T10:00:00.000000Z")
    }

    /// A time as leads show it.
    static func spacedTime(_ text: String) -> Schema {
        Schema.string(pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$")
            .described("\(text) In UTC.").examples("2026-02-23 10:00:00")
    }

    static let variables = Schema.objectOrArray

    /// One page of a list, as the framework's paginator writes it.
    static func page(of row: String, _ text: String) -> Schema {
        .object([
            "current_page": .integer(minimum: 1).described("The number of this page."),
            "data": .array(of: .reference(row)).described(text),
            "first_page_url": .string(),
            "from": .integer(minimum: 1).nullable().described(
                "The number of this page's first row; null without rows."),
            "last_page": .integer(minimum: 1).described("The number of the last page."),
            "last_page_url": .string(),
            "links": .array(of: .reference("PageLink")).described("The links of a page bar, from left to right."),
            "next_page_url": .string().nullable().described("Null on the last page."),
            "path": .string().described("The URL of the list without a query."),
            "per_page": .integer(minimum: 1).described("The most rows of a page."),
            "prev_page_url": .string().nullable().described("Null on the first page."),
            "to": .integer(minimum: 1).nullable().described("The number of this page's last row; null without rows."),
            "total": .integer(minimum: 0).described("The rows of all pages."),
        ])
        .described("One page of a list. The URLs keep nothing of the query but the page.")
    }
}
