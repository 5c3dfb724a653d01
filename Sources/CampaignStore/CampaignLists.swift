/// A campaign's lists as JSON text: so they stand in its row, and `allowed_days` in the answer.
package struct CampaignLists: Sendable {
    package let allowedDays: [UInt8]
    let phoneNumberIDs: [UInt8]

    init(_ parameters: borrowing CampaignParameters) {
        allowedDays = JSONText.list(parameters.allowedDays)
        phoneNumberIDs = JSONText.list(parameters.phoneNumberIDs)
    }
}
