/// The conditions of a list of an account's calls. A condition that is `nil` matches every call.
package struct CallFilter: Sendable, Equatable {
    /// The ``Account/id`` of the account.
    package var accountID: Int64
    package var status: CallStatus?
    package var type: CallType?
    /// A part of the number that is called, taken literally.
    package var phoneNumber: String?
    package var assistantID: Int64?
    package var campaignID: Int64?
    /// In Unix seconds. A call that began at this time matches.
    package var beganFrom: Int64?
    /// In Unix seconds. A call that began at this time does not match.
    package var beganBefore: Int64?

    package init(
        accountID: Int64, status: CallStatus? = nil, type: CallType? = nil, phoneNumber: String? = nil,
        assistantID: Int64? = nil, campaignID: Int64? = nil, beganFrom: Int64? = nil, beganBefore: Int64? = nil
    ) {
        self.accountID = accountID
        self.status = status
        self.type = type
        self.phoneNumber = phoneNumber
        self.assistantID = assistantID
        self.campaignID = campaignID
        self.beganFrom = beganFrom
        self.beganBefore = beganBefore
    }
}

/// The conditions of a list of calls of all accounts, hidden ones too, in the order of their ids; with ``beforeID`` the
/// newest first.
///
/// A condition that is `nil` matches every call.
package struct CallRowFilter: Sendable, Equatable {
    /// The name of the account.
    package var account: String?
    package var status: CallStatus?
    package var outcome: OutcomeName?
    package var campaignID: Int64?
    package var leadID: Int64?
    /// In Unix seconds. A call that began at this time matches.
    package var beganFrom: Int64?
    /// In Unix seconds. A call that began at this time does not match.
    package var beganBefore: Int64?
    /// Selects ids greater than this one. To get the next page, pass the last id of the previous page.
    package var afterID: Int64
    /// Selects ids less than this one, and turns the order: the highest id comes first.
    package var beforeID: Int64?
    /// The maximum number of rows to return; `nil` for all.
    package var limit: Int?

    package init(
        account: String? = nil, status: CallStatus? = nil, outcome: OutcomeName? = nil, campaignID: Int64? = nil,
        leadID: Int64? = nil, beganFrom: Int64? = nil, beganBefore: Int64? = nil, afterID: Int64 = 0,
        beforeID: Int64? = nil, limit: Int? = nil
    ) {
        self.account = account
        self.status = status
        self.outcome = outcome
        self.campaignID = campaignID
        self.leadID = leadID
        self.beganFrom = beganFrom
        self.beganBefore = beganBefore
        self.afterID = afterID
        self.beforeID = beforeID
        self.limit = limit
    }
}
