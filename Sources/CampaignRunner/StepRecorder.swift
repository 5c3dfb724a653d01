import Calling
import CampaignStore

/// Turns what a simulation has done into rows to store and a step to publish.
struct StepRecorder {
    private(set) var changes: CallingChanges
    private(set) var step: CallingStep
    /// The contacts whose status has changed.
    private(set) var changedContacts: Set<Int64> = []
    private let running: RunningAccount
    /// What the command has said of the first call that begins; `nil` afterwards.
    private var details: CallDetails?
    /// The calls that have ended, and not been posted yet.
    private var ended: [Int64: CallRecord] = [:]
    /// The contacts as they are now, where this differs from the rows.
    private var contacts: [Int64: ContactChange] = [:]
    /// When the status of a contact has changed, in Unix seconds.
    private var changeTimes: [Int64: Int64] = [:]

    init(_ running: RunningAccount, details: CallDetails?, in batch: WriteBatch) {
        self.running = running
        self.details = details
        changes = CallingChanges(
            firstCallID: batch.nextCallID, simulatedUntil: running.simulation.simulatedUntil ?? 0)
        step = CallingStep(account: running.account)
    }

    /// Records the happenings in their order. The rows must be those before the happenings.
    mutating func record(_ happenings: [Happening], in batch: WriteBatch) throws {
        for happening in happenings {
            switch happening {
            case .callBegan(let call): begin(call)
            case .callEnded(let call, let second): end(call, at: second)
            case .postDue(let id, _): try post(id, in: batch)
            case .contactChanged(let change): changeContact(change)
            case .campaignChanged(let id, let status, let second): changeCampaign(id, CampaignStatus(status), second)
            }
        }
    }

    private mutating func begin(_ call: Call) {
        let usual = running.details(of: call.plan)
        let details = self.details
        self.details = nil
        let new = CallingChanges.NewCall(
            campaignID: call.campaignID, leadID: call.contactID, assistantID: call.assistantID,
            assistantPhoneNumber: running.phoneNumber(of: call), phoneNumber: call.phoneNumber,
            outcome: OutcomeName(call.plan.outcome), attempt: call.attempt, beganAt: call.beganAt,
            endsAt: call.endsAt, variables: details?.variables, transcript: details?.transcript ?? usual.transcript,
            extractedVariables: details?.extractedVariables ?? usual.extractedVariables)
        let record = CallRecord(new, id: changes.begin(new), account: running.account.name)
        running.calls[record.id] = record
        step.changes.append(.callBegan(record))
    }

    private mutating func end(_ call: Call, at second: Int64) {
        changes.endCall(id: call.id, at: second)
        guard var record = running.calls.removeValue(forKey: call.id) else { return }
        record.endedAt = second
        record.status = record.outcome.callStatus
        ended[record.id] = record
        step.changes.append(.callEnded(record))
    }

    private mutating func changeContact(_ change: ContactChange) {
        let status = LeadStatus(change.status)
        let changedAt = change.before == change.status ? nil : change.second
        changes.changeContact(
            id: change.id, status: status, tries: change.attempts, dueAt: change.dueAt, changedAt: changedAt)
        contacts[change.id] = change
        if let changedAt {
            changeTimes[change.id] = changedAt
            changedContacts.insert(change.id)
        }
        step.changes.append(
            .contact(
                id: change.id, campaignID: change.campaignID, status: status, callTries: change.attempts,
                dueAt: change.dueAt, second: change.second))
    }

    private mutating func changeCampaign(_ id: Int64, _ status: CampaignStatus, _ second: Int64) {
        changes.changeCampaign(id: id, status: status, at: second)
        running.campaigns[id]?.status = status.rawValue
        running.campaigns[id]?.updatedAt = second
        step.changes.append(.campaign(id: id, status: status, second: second))
    }

    /// Makes the post of a call, which holds what stands at this moment (calling.md, §7).
    private mutating func post(_ id: Int64, in batch: WriteBatch) throws {
        guard let call = ended.removeValue(forKey: id), running.hasWebhook(assistantID: call.assistantID) else {
            return
        }
        var lead = try call.leadID.flatMap { try batch.lead(id: $0, of: running.account) }
        if let id = lead?.id, let now = contacts[id] {
            lead?.status = LeadStatus(now.status)
            lead?.callTries = now.attempts
            lead?.dueAt = now.dueAt
            if let time = changeTimes[id] { lead?.updatedAt = time }
        }
        let campaign = call.campaignID.flatMap { running.campaigns[$0] }
        let listed = ListedCall(
            call: call, campaignName: campaign?.parameters.name,
            goalVariable: campaign?.parameters.goalCompletionVariable,
            variables: call.variables ?? lead?.variables ?? .none)
        step.posts.append(DuePost(account: running.account, listed: listed, lead: lead, campaign: campaign))
    }
}
