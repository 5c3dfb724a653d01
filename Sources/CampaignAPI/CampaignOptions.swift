/// How the API answers where a user may choose.
package struct CampaignOptions: Sendable {
    /// Warnings answer 422 under the member's name.
    package var strict: Bool
    /// What the `message` of a 422 says.
    package var validationMessage: ValidationMessage
    /// Warnings are logged; not needed where each request is logged together with its warnings.
    package var logsWarnings: Bool

    package init(
        strict: Bool = false, validationMessage: ValidationMessage = .documented, logsWarnings: Bool = true
    ) {
        self.strict = strict
        self.validationMessage = validationMessage
        self.logsWarnings = logsWarnings
    }
}
