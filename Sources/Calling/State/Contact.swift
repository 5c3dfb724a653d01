/// What the simulation knows of a contact: a lead or a secondary contact of one.
package struct Contact: Sendable, Equatable {
    package var id: Int64
    package var campaignID: Int64
    /// The lead to which a secondary contact belongs; `nil` for a lead.
    package var primaryID: Int64?
    package var phoneNumber: String
    package var status: ContactStatus
    /// The number of calls since the contact was last `created`.
    package var attempts: Int64
    /// From when on the contact may be called, in Unix seconds; only of a contact that waits.
    package var dueAt: Int64?

    package init(
        id: Int64, campaignID: Int64, primaryID: Int64? = nil, phoneNumber: String, status: ContactStatus = .created,
        attempts: Int64 = 0, dueAt: Int64? = nil
    ) {
        self.id = id
        self.campaignID = campaignID
        self.primaryID = primaryID
        self.phoneNumber = phoneNumber
        self.status = status
        self.attempts = attempts
        self.dueAt = dueAt
    }
}
