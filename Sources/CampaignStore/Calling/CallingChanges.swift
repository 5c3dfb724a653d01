/// What the simulation of one account has done in a span of time, ready to be stored in one transaction.
///
/// Each row is written once: a call that began and ended in the span is inserted as a finished one, and of the changes of
/// a lead only the last counts.
package struct CallingChanges: Sendable {
    /// The id of the first call that began. The others have the ids behind it.
    package let firstCallID: Int64
    /// The calls that began, in the order of their ids.
    package private(set) var begun: [NewCall] = []
    /// The ends of calls that began earlier.
    private(set) var ended: [(id: Int64, at: Int64)] = []
    private(set) var contacts: [ContactChange] = []
    private var indexOfContact: [Int64: Int] = [:]
    private(set) var campaigns: [Int64: CampaignChange] = [:]
    /// The simulation's time (calling.md, §1), in Unix seconds.
    package var simulatedUntil: Int64

    package init(firstCallID: Int64, simulatedUntil: Int64) {
        self.firstCallID = firstCallID
        self.simulatedUntil = simulatedUntil
    }

    /// A call to store. Its id follows from its place.
    package struct NewCall: Sendable {
        package var campaignID: Int64?
        package var leadID: Int64?
        package var assistantID: Int64
        package var assistantPhoneNumber: String?
        package var phoneNumber: String
        package var outcome: OutcomeName
        package var attempt: Int64
        /// In Unix seconds.
        package var beganAt: Int64
        /// In Unix seconds.
        package var endsAt: Int64
        /// Those of a call without a lead.
        package var variables: LeadVariables?
        /// As JSON; see ``CallRecord/transcript``.
        package var transcript: [UInt8]?
        /// As JSON; see ``CallRecord/extractedVariables``.
        package var extractedVariables: [UInt8]?
        fileprivate(set) var endedAt: Int64?

        package init(
            campaignID: Int64?, leadID: Int64?, assistantID: Int64, assistantPhoneNumber: String?,
            phoneNumber: String, outcome: OutcomeName, attempt: Int64, beganAt: Int64, endsAt: Int64,
            variables: LeadVariables? = nil, transcript: [UInt8]? = nil, extractedVariables: [UInt8]? = nil
        ) {
            self.campaignID = campaignID
            self.leadID = leadID
            self.assistantID = assistantID
            self.assistantPhoneNumber = assistantPhoneNumber
            self.phoneNumber = phoneNumber
            self.outcome = outcome
            self.attempt = attempt
            self.beganAt = beganAt
            self.endsAt = endsAt
            self.variables = variables
            self.transcript = transcript
            self.extractedVariables = extractedVariables
        }
    }

    struct ContactChange {
        let id: Int64
        var status: LeadStatus
        var tries: Int64
        var dueAt: Int64?
        /// When the status changed, in Unix seconds; `nil` if it did not.
        var changedAt: Int64?
    }

    struct CampaignChange {
        var status: CampaignStatus?
        /// When the status changed, in Unix seconds.
        var changedAt: Int64 = 0
        var callsBegun: Int64 = 0
    }

    package var isEmpty: Bool { begun.isEmpty && ended.isEmpty && contacts.isEmpty && campaigns.isEmpty }

    /// The number of rows that will be written.
    package var rowCount: Int { begun.count + ended.count + contacts.count + campaigns.count }

    /// Notes that a call has begun.
    ///
    /// - Returns: its id.
    @discardableResult
    package mutating func begin(_ call: NewCall) -> Int64 {
        begun.append(call)
        if let campaign = call.campaignID { campaigns[campaign, default: CampaignChange()].callsBegun += 1 }
        return firstCallID + Int64(begun.count - 1)
    }

    /// Notes that a call has ended.
    ///
    /// - Parameter time: in Unix seconds.
    package mutating func endCall(id: Int64, at time: Int64) {
        if id >= firstCallID, let index = Int(exactly: id - firstCallID), begun.indices.contains(index) {
            begun[index].endedAt = time
        } else {
            ended.append((id, time))
        }
    }

    /// Notes how a lead or secondary contact is now.
    ///
    /// - Parameters:
    ///   - dueAt: in Unix seconds; `nil` unless the contact waits.
    ///   - changedAt: when the status changed, in Unix seconds; `nil` if only the attempts or the due time did.
    package mutating func changeContact(
        id: Int64, status: LeadStatus, tries: Int64, dueAt: Int64?, changedAt: Int64?
    ) {
        var change = ContactChange(id: id, status: status, tries: tries, dueAt: dueAt, changedAt: changedAt)
        if let index = indexOfContact[id] {
            change.changedAt = changedAt ?? contacts[index].changedAt
            contacts[index] = change
        } else {
            indexOfContact[id] = contacts.count
            contacts.append(change)
        }
    }

    /// Notes that the simulation has changed a campaign's status.
    ///
    /// - Parameter time: in Unix seconds.
    package mutating func changeCampaign(id: Int64, status: CampaignStatus, at time: Int64) {
        campaigns[id, default: CampaignChange()].status = status
        campaigns[id, default: CampaignChange()].changedAt = time
    }
}
