/// How the API answers where a user may choose.
package struct CampaignOptions: Sendable {
    /// Warnings answer 422 under the member's name.
    package var strict: Bool
    /// The `message` of a 422, in place of the framework's own (`--validation-message`).
    package var validationMessage: String?

    package init(strict: Bool = false, validationMessage: String? = nil) {
        self.strict = strict
        self.validationMessage = validationMessage
    }
}
