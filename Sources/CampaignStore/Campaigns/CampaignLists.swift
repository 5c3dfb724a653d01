/// A campaign's lists as JSON text, as they stand in its row.
struct CampaignLists: Sendable {
    let allowedDays: [UInt8]
    let phoneNumberIDs: [UInt8]

    init(_ parameters: borrowing CampaignParameters) {
        allowedDays = JSONText.list(parameters.allowedDays)
        phoneNumberIDs = JSONText.list(parameters.phoneNumberIDs)
    }
}
