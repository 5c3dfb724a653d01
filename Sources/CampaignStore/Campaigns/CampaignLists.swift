/// The lists of a campaign as JSON text in UTF-8, the form in which its row stores them.
struct CampaignLists: Sendable {
    let allowedDays: [UInt8]
    let phoneNumberIDs: [UInt8]

    init(_ parameters: borrowing CampaignParameters) {
        allowedDays = JSONText.list(parameters.allowedDays)
        phoneNumberIDs = JSONText.list(parameters.phoneNumberIDs)
    }
}
