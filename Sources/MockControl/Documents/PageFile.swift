import Base
import HTTPServer
import HTTPTypes
import HTTPWire

/// A file of the mock's pages. It is part of the program.
///
/// A page asks for its files with relative URLs, so that it works behind a path prefix.
struct PageFile: Sendable {
    /// The name in the URL.
    let name: String
    private let mediaType: String
    private let bytes: @Sendable () -> [UInt8]
    /// Made when a browser first asks for it.
    private let compressed = Locked<[UInt8]?>(nil)

    private init(_ name: String, _ mediaType: String, _ bytes: @escaping @Sendable () -> [UInt8]) {
        self.name = name
        self.mediaType = mediaType
        if mediaType == Self.script {
            self.bytes = { PageScript.withoutComments(bytes()) }
        } else {
            self.bytes = bytes
        }
    }

    /// The page `/_mock/`.
    static let index = PageFile("", "text/html; charset=utf-8") { PackageResources.index_html }
    /// The page `/_mock/docs`.
    static let docs = PageFile("docs", "text/html; charset=utf-8") { PackageResources.docs_html }

    /// The files that pages ask for, under `/_mock/page/`.
    static let parts: [PageFile] = [
        PageFile("account-limits.js", script) { PackageResources.account_limits_js },
        PageFile("account-outcomes.js", script) { PackageResources.account_outcomes_js },
        PageFile("account.js", script) { PackageResources.account_js },
        PageFile("accounts.css", css) { PackageResources.accounts_css },
        PageFile("accounts.js", script) { PackageResources.accounts_js },
        PageFile("app.js", script) { PackageResources.app_js },
        PageFile("archive.js", script) { PackageResources.archive_js },
        PageFile("call-detail.js", script) { PackageResources.call_detail_js },
        PageFile("call-filter.js", script) { PackageResources.call_filter_js },
        PageFile("call-words.js", script) { PackageResources.call_words_js },
        PageFile("calls.css", css) { PackageResources.calls_css },
        PageFile("calls.js", script) { PackageResources.calls_js },
        PageFile("campaign-account.js", script) { PackageResources.campaign_account_js },
        PageFile("campaign-calls.js", script) { PackageResources.campaign_calls_js },
        PageFile("campaign-fields.js", script) { PackageResources.campaign_fields_js },
        PageFile("campaign-leads.js", script) { PackageResources.campaign_leads_js },
        PageFile("campaign-names.js", script) { PackageResources.campaign_names_js },
        PageFile("campaign-words.js", script) { PackageResources.campaign_words_js },
        PageFile("campaign.js", script) { PackageResources.campaign_js },
        PageFile("campaigns-table.js", script) { PackageResources.campaigns_table_js },
        PageFile("campaigns.css", css) { PackageResources.campaigns_css },
        PageFile("campaigns.js", script) { PackageResources.campaigns_js },
        PageFile("clock.css", css) { PackageResources.clock_css },
        PageFile("clock.js", script) { PackageResources.clock_js },
        PageFile("description.js", script) { PackageResources.description_js },
        PageFile("detail.js", script) { PackageResources.detail_js },
        PageFile("docs.css", css) { PackageResources.docs_css },
        PageFile("docs.js", script) { PackageResources.docs_js },
        PageFile("draft.js", script) { PackageResources.draft_js },
        PageFile("empty.js", script) { PackageResources.empty_js },
        PageFile("fault-form.js", script) { PackageResources.fault_form_js },
        PageFile("fault-words.js", script) { PackageResources.fault_words_js },
        PageFile("faults.css", css) { PackageResources.faults_css },
        PageFile("faults.js", script) { PackageResources.faults_js },
        PageFile("filter-field.js", script) { PackageResources.filter_field_js },
        PageFile("filter.js", script) { PackageResources.filter_js },
        PageFile("form.css", css) { PackageResources.form_css },
        PageFile("frame.js", script) { PackageResources.frame_js },
        PageFile("help.js", script) { PackageResources.help_js },
        PageFile("icons.js", script) { PackageResources.icons_js },
        PageFile("json-text.js", script) { PackageResources.json_text_js },
        PageFile("keys.js", script) { PackageResources.keys_js },
        PageFile("lead-form.js", script) { PackageResources.lead_form_js },
        PageFile("list-bar.js", script) { PackageResources.list_bar_js },
        PageFile("list-view.js", script) { PackageResources.list_view_js },
        PageFile("list.js", script) { PackageResources.list_js },
        PageFile("mock.js", script) { PackageResources.mock_js },
        PageFile("next-call.js", script) { PackageResources.next_call_js },
        PageFile("operation.js", script) { PackageResources.operation_js },
        PageFile("page.css", css) { PackageResources.page_css },
        PageFile("parts.js", script) { PackageResources.parts_js },
        PageFile("play-form.js", script) { PackageResources.play_form_js },
        PageFile("prose.js", script) { PackageResources.prose_js },
        PageFile("refusals.js", script) { PackageResources.refusals_js },
        PageFile("request-actions.js", script) { PackageResources.request_actions_js },
        PageFile("request-body.js", script) { PackageResources.request_body_js },
        PageFile("request-detail.js", script) { PackageResources.request_detail_js },
        PageFile("request-filter.js", script) { PackageResources.request_filter_js },
        PageFile("request-form.js", script) { PackageResources.request_form_js },
        PageFile("request-row.js", script) { PackageResources.request_row_js },
        PageFile("request.js", script) { PackageResources.request_js },
        PageFile("requests.css", css) { PackageResources.requests_css },
        PageFile("requests.js", script) { PackageResources.requests_js },
        PageFile("resetting.js", script) { PackageResources.resetting_js },
        PageFile("router.js", script) { PackageResources.router_js },
        PageFile("rows.js", script) { PackageResources.rows_js },
        PageFile("schema.js", script) { PackageResources.schema_js },
        PageFile("shared.js", script) { PackageResources.shared_js },
        PageFile("sign-in.js", script) { PackageResources.sign_in_js },
        PageFile("store.js", script) { PackageResources.store_js },
        PageFile("stream.js", script) { PackageResources.stream_js },
        PageFile("token.js", script) { PackageResources.token_js },
        PageFile("tokens.css", css) { PackageResources.tokens_css },
        PageFile("try-hints.js", script) { PackageResources.try_hints_js },
        PageFile("try-it.css", css) { PackageResources.try_it_css },
        PageFile("try-it.js", script) { PackageResources.try_it_js },
        PageFile("try.js", script) { PackageResources.try_js },
        PageFile("view.js", script) { PackageResources.view_js },
        PageFile("webhook-parts.js", script) { PackageResources.webhook_parts_js },
        PageFile("week-calls.js", script) { PackageResources.week_calls_js },
        PageFile("week-marks.js", script) { PackageResources.week_marks_js },
        PageFile("week-picture.js", script) { PackageResources.week_picture_js },
        PageFile("week.js", script) { PackageResources.week_js },
        PageFile("words.js", script) { PackageResources.words_js },
        PageFile("zones.js", script) { PackageResources.zones_js },
    ]

    /// The file that a page asks for by this name.
    static func part(named name: String) -> PageFile? { parts.first { $0.name == name } }

    private static let css = "text/css; charset=utf-8"
    private static let script = "text/javascript; charset=utf-8"

    /// Responds with the file, compressed for a client that takes gzip.
    func response(to request: Request) -> Response {
        var fields = Self.protection
        fields.append(HTTPField(name: .vary, value: HTTPField.Name.acceptEncoding.rawName))
        guard AcceptField(request[.acceptEncoding] ?? "").allows(coding: "gzip") else {
            return TaggedContent(bytes(), mediaType: mediaType).response(to: request, adding: fields)
        }
        // The compressed form has a tag of its own, because it is made from its own bytes (RFC 9110 §8.8.3.3).
        var response = TaggedContent(compressedBytes(), mediaType: mediaType).response(to: request, adding: fields)
        if response.status == .ok { response.fields[.contentEncoding] = "gzip" }
        return response
    }

    private func compressedBytes() -> [UInt8] {
        compressed.withLock { kept in
            if let kept { return kept }
            let made = Gzip.compress(bytes())
            kept = made
            return made
        }
    }

    /// What keeps a text of a test, such as a campaign's name, from running as a script, should the page ever take it for
    /// markup: only the mock's own files run, and no other site may show the page in a frame.
    private static let protection: HTTPFields = [
        .contentSecurityPolicy: [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data:",
            "frame-ancestors 'none'", "require-trusted-types-for 'script'",
        ].joined(separator: "; "),
        .xContentTypeOptions: "nosniff",
        .referrerPolicy: "no-referrer",
    ]
}

extension HTTPField.Name {
    // "Referrer-Policy" is a valid field name, so the fallback is never used.
    fileprivate static let referrerPolicy = Self("Referrer-Policy") ?? .origin
}
