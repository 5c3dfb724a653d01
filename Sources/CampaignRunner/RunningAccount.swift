import Calling
import CampaignStore
import JSON

/// The simulation of one account in memory, with what its rows say beside it.
///
/// A class, so that the simulation is changed in place.
final class RunningAccount {
    /// As the directory has it.
    var account: Account
    var simulation: Simulation
    /// The campaigns of the simulation as their rows are.
    var campaigns: [Int64: Campaign] = [:]
    /// The campaigns of which the simulation has all leads that can still be called.
    var completeCampaigns: Set<Int64>
    /// The calls that go on as their rows are.
    var calls: [Int64: CallRecord]
    /// The next second in which a call begins or ends, in Unix seconds; `nil` if there is none.
    private(set) var next: Int64?
    /// What each outcome that a test has set adds to a call.
    private let details: [CallDetails]

    init(_ rows: CallingRows, of account: Account, clock: Int64, placesCalls: Bool, zones: inout ZoneTable) {
        self.account = account
        simulation = Simulation(
            CallingState(rows, of: account, clock: clock, placesCalls: placesCalls, zones: &zones))
        for campaign in rows.campaigns { campaigns[campaign.id] = campaign }
        completeCampaigns = Set(
            rows.campaigns.filter { $0.status == CampaignStatus.inProgress.rawValue }.map(\.id))
        calls = Dictionary(rows.calls.map { ($0.id, $0) }) { first, _ in first }
        details = account.definition.outcomes.map { setting in
            CallDetails(
                transcript: setting.transcript.map { OutcomeSetting.Line.json($0).encoded() },
                extractedVariables: setting.extractedVariables.map { JSONValue.object($0).encoded() })
        }
        findNext()
    }

    /// Calculates ``next``. Call this after each change of the simulation.
    func findNext() { next = simulation.nextSecond() }

    /// Whether nothing happens any more without a request, and no new lead is called.
    var isIdle: Bool {
        next == nil && !campaigns.values.contains { $0.status == CampaignStatus.inProgress.rawValue }
    }

    /// What the outcome that decided a call adds to it.
    func details(of plan: CallPlan) -> CallDetails {
        guard let rule = plan.rule, details.indices.contains(rule) else { return CallDetails() }
        return details[rule]
    }

    /// Returns the number that a call comes from; `nil` if the assistant has none.
    func phoneNumber(of call: Call) -> String? {
        let id = call.phoneNumberID ?? account.assistant(id: call.assistantID)?.phoneNumberID
        return id.flatMap { id in account.phoneNumbers.first { $0.id == id }?.phoneNumber }
    }

    /// Returns the assistant of a call if it has a webhook.
    func hasWebhook(assistantID: Int64) -> Bool {
        guard let assistant = account.assistant(id: assistantID) else { return false }
        return assistant.isWebhookActive && assistant.webhookURL != nil
    }

    /// Forgets the calls that a command has taken away.
    func forgetRemoved(by command: Command) {
        switch command {
        case .deleteContact, .deleteCampaign:
            let remaining = simulation.goingOn
            calls = calls.filter { remaining.contains($0.key) }
        default: break
        }
    }

    /// Returns the next call that begins or ends.
    ///
    /// - Parameter campaignID: of that campaign alone; `nil` for all.
    func nextCall(ofCampaign campaignID: Int64?) -> NextCall? {
        let end = simulation.nextEnd(ofCampaign: campaignID)
        let begin = simulation.nextBegin(ofCampaign: campaignID)
        if let end, end.endsAt <= begin?.second ?? .max {
            return NextCall(
                account: account.name, second: end.endsAt, callID: end.id, campaignID: end.campaignID,
                leadID: end.contactID, phoneNumber: end.phoneNumber)
        }
        return begin.map { begin in
            NextCall(
                account: account.name, second: begin.second, callID: nil, campaignID: begin.contact.campaignID,
                leadID: begin.contact.id, phoneNumber: begin.contact.phoneNumber)
        }
    }
}
