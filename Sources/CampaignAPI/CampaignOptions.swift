package import CampaignStore

/// The options that change how the API responds.
package struct CampaignOptions: Sendable {
    /// Whether warnings are refused with 422, as errors under the member's name.
    package var strict: Bool
    /// The choice of the `message` in a 422.
    package var validationMessage: ValidationMessage
    /// The form of the list of leads for accounts that choose none.
    package var leadList: LeadList
    /// Whether the API logs warnings. `false` if the access log shows the warnings with each request.
    package var logsWarnings: Bool
    /// The URL by which clients know the mock, without a slash at the end; `nil`: they know it by the `Host` that they send.
    package var publicURL: String?
    /// Whether a request's `Prefer` field may set the status and the delay of its response. The document names the field
    /// only then.
    package var heedsPrefer: Bool

    package init(
        strict: Bool = false, validationMessage: ValidationMessage = .documented, leadList: LeadList = .pages,
        logsWarnings: Bool = true, publicURL: String? = nil, heedsPrefer: Bool = true
    ) {
        self.strict = strict
        self.validationMessage = validationMessage
        self.leadList = leadList
        self.logsWarnings = logsWarnings
        self.publicURL = publicURL
        self.heedsPrefer = heedsPrefer
    }
}
