/// How the API answers where a user may choose.
package struct CampaignOptions: Sendable {
    /// Warnings answer 422 under the member's name.
    package var strict: Bool
    /// What the `message` of a 422 says.
    package var validationMessage: ValidationMessage

    package init(strict: Bool = false, validationMessage: ValidationMessage = .documented) {
        self.strict = strict
        self.validationMessage = validationMessage
    }
}
