/// The conditions of a list of an account's leads. Secondary contacts stand inside their leads.
///
/// A condition that is `nil` matches every lead.
package struct LeadFilter: Sendable, Equatable {
    /// The ``Account/id`` of the account.
    package var accountID: Int64
    package var status: LeadStatus?
    package var campaignID: Int64?
    /// A part of the lead's own phone number, taken literally.
    package var phoneNumber: String?
    /// In Unix seconds. A lead that was created at this time matches.
    package var createdFrom: Int64?
    /// In Unix seconds. A lead that was created at this time does not match.
    package var createdBefore: Int64?

    package init(
        accountID: Int64, status: LeadStatus? = nil, campaignID: Int64? = nil, phoneNumber: String? = nil,
        createdFrom: Int64? = nil, createdBefore: Int64? = nil
    ) {
        self.accountID = accountID
        self.status = status
        self.campaignID = campaignID
        self.phoneNumber = phoneNumber
        self.createdFrom = createdFrom
        self.createdBefore = createdBefore
    }
}

/// The conditions of a list of rows, leads and secondary contacts alike, in the order of their ids; with ``beforeID``
/// the newest first.
///
/// A condition that is `nil` matches every row.
package struct LeadRowFilter: Sendable, Equatable {
    /// The name of the account.
    package var account: String?
    package var status: LeadStatus?
    package var campaignID: Int64?
    /// Selects ids greater than this one. To get the next page, pass the last id of the previous page.
    package var afterID: Int64
    /// Selects ids less than this one, and turns the order: the highest id comes first.
    package var beforeID: Int64?
    /// The maximum number of rows to return; `nil` for all.
    package var limit: Int?

    package init(
        account: String? = nil, status: LeadStatus? = nil, campaignID: Int64? = nil, afterID: Int64 = 0,
        beforeID: Int64? = nil, limit: Int? = nil
    ) {
        self.account = account
        self.status = status
        self.campaignID = campaignID
        self.afterID = afterID
        self.beforeID = beforeID
        self.limit = limit
    }
}
