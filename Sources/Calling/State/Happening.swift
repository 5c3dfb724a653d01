/// What the simulation has done. The second is in Unix seconds.
package enum Happening: Sendable, Equatable {
    case callBegan(Call)
    case callEnded(Call, at: Int64)
    /// The ends of a second are done, and no call has begun since: now the post of this call is made (calling.md, §7).
    case postDue(callID: Int64, at: Int64)
    case contactChanged(ContactChange)
    case campaignChanged(id: Int64, status: CallingCampaign.Status, at: Int64)
}

/// A change of a contact's status, attempts or due time.
package struct ContactChange: Sendable, Equatable {
    package let id: Int64
    package let campaignID: Int64
    package let before: ContactStatus
    package let status: ContactStatus
    package let attempts: Int64
    /// In Unix seconds; `nil` unless the contact waits.
    package let dueAt: Int64?
    /// In Unix seconds.
    package let second: Int64
}
