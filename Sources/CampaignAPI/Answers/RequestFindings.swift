import HTTPServer

/// What the API learned about a request: for the journal and the log, never sent. Travels as `Response.details`.
package final class RequestFindings: ResponseDetails {
    /// The account's name, once the key was recognised.
    package let account: String?
    /// What the real API would have swallowed; empty for most requests.
    package let warnings: [Warning]
    /// The campaign that a 201 created.
    package let campaignID: Int64?
    /// The fault that shaped the answer, by its identifier.
    package let fault: String?

    package init(account: String? = nil, warnings: [Warning] = [], campaignID: Int64? = nil, fault: String? = nil) {
        self.account = account
        self.warnings = warnings
        self.campaignID = campaignID
        self.fault = fault
    }

    /// Of a request about which nothing is known.
    package static let unknown = RequestFindings()
}

/// Something odd in a request that the real API accepts without a word (api.md, "Warnings").
package struct Warning: Sendable, Equatable {
    /// The member's name as sent, or an element's as in `errors`: `phone_number_ids.0`.
    package let field: String
    /// One sentence for people.
    package let message: String

    package init(field: String, message: String) {
        self.field = field
        self.message = message
    }
}
