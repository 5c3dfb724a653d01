/// The options that change how the API responds.
package struct CampaignOptions: Sendable {
    /// Whether warnings are refused with 422, as errors under the member's name.
    package var strict: Bool
    /// The choice of the `message` in a 422.
    package var validationMessage: ValidationMessage
    /// Whether the API logs warnings. `false` if the access log shows the warnings with each request.
    package var logsWarnings: Bool

    package init(
        strict: Bool = false, validationMessage: ValidationMessage = .documented, logsWarnings: Bool = true
    ) {
        self.strict = strict
        self.validationMessage = validationMessage
        self.logsWarnings = logsWarnings
    }
}
