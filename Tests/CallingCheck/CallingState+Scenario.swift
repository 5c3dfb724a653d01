import Calling
import JSON
import TimeZones

extension CallingState {
    init(scenario: JSONValue) {
        self.init(
            clock: scenario["clock"]?.integer ?? 0, simulatedUntil: scenario["simulated_until"]?.integer,
            maximumCallsInParallel: scenario["max_calls"]?.integer ?? 1,
            placesCalls: scenario["calls"]?.bool ?? true,
            rules: (scenario["outcomes"]?.array ?? []).compactMap(OutcomeRule.init(scenario:)),
            campaigns: (scenario["campaigns"]?.array ?? []).compactMap(CallingCampaign.init(scenario:)),
            contacts: (scenario["contacts"]?.array ?? []).compactMap(Contact.init(scenario:)))
    }
}

extension CallingCampaign {
    init?(scenario: JSONValue) {
        guard let id = scenario["id"]?.integer, let zone = scenario["timezone"]?.string,
            let rules = TimeZoneRules(named: zone)
        else { return nil }
        let weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
        let days = (scenario["allowed_days"]?.array ?? []).compactMap { $0.string.flatMap(weekdays.firstIndex(of:)) }
        self.init(
            id: id, assistantID: 1, status: scenario["status"]?.string.flatMap(Status.init) ?? .draft,
            window: CallingWindow(
                start: Self.second(scenario["allowed_hours_start_time"]),
                end: Self.second(scenario["allowed_hours_end_time"]), weekdays: days, zone: rules),
            maximumCallsInParallel: scenario["max_calls_in_parallel"]?.integer ?? 1,
            maximumRetries: scenario["max_retries"]?.integer ?? 0,
            retryInterval: (scenario["retry_interval"]?.integer ?? 0) * 60,
            retriesOnVoicemail: scenario["retry_on_voicemail"]?.bool ?? false,
            retriesOnGoalIncomplete: scenario["retry_on_goal_incomplete"]?.bool ?? false
                && scenario["goal_completion_variable"]?.string != nil,
            completesWithoutLeads: scenario["mark_complete_when_no_leads"]?.bool ?? true,
            phoneNumberIDs: (scenario["phone_number_ids"]?.array ?? []).compactMap(\.integer),
            callsBegun: scenario["calls_begun"]?.integer ?? 0)
    }

    /// Reads a time such as `09:30:00`.
    private static func second(_ text: JSONValue?) -> Int64 {
        (text?.string ?? "").split(separator: ":").reduce(0) { $0 * 60 + (Int64($1) ?? 0) }
    }
}

extension Contact {
    init?(scenario: JSONValue) {
        guard let id = scenario["id"]?.integer, let campaign = scenario["campaign_id"]?.integer else { return nil }
        self.init(
            id: id, campaignID: campaign, primaryID: scenario["primary_id"]?.integer,
            phoneNumber: scenario["phone_number"]?.string ?? "",
            status: scenario["status"]?.string.flatMap(ContactStatus.init) ?? .created,
            attempts: scenario["call_tries"]?.integer ?? 0, dueAt: scenario["due_at"]?.integer)
    }
}

extension OutcomeRule {
    init?(scenario: JSONValue) {
        let choice: Choice
        if let outcome = scenario["outcome"]?.string.flatMap(CallOutcome.init) {
            choice = .fixed(outcome)
        } else {
            var weights: [CallOutcome: Int64] = [:]
            for member in scenario["outcome"]?["weights"]?.object?.members ?? [] {
                if let outcome = CallOutcome(rawValue: member.name) { weights[outcome] = member.value.integer }
            }
            guard let drawn = OutcomeWeights(weights, seed: scenario["outcome"]?["seed"]?.integer ?? 0) else {
                return nil
            }
            choice = .drawn(drawn)
        }
        let match = scenario["match"]
        self.init(
            phoneNumber: match?["phone_number"]?.string.map(NumberPattern.init),
            campaignID: match?["campaign_id"]?.integer, attempt: match?["attempt"]?.integer, choice: choice,
            seconds: scenario["seconds"]?.integer)
    }
}

extension Command {
    /// Reads a request; `nil` for one that is refused.
    init?(step: JSONValue, in simulation: Simulation) {
        let id = step["id"]?.integer ?? 0
        switch step["do"]?.string {
        case "start":
            guard let campaign = simulation.campaign(id: id), campaign.status != .inProgress,
                simulation.state.hasCallableLead(ofCampaign: id)
            else { return nil }
            self = .start(campaignID: id)
        case "stop":
            guard simulation.campaign(id: id)?.status == .inProgress else { return nil }
            self = .stop(campaignID: id)
        case "create_lead":
            let contacts = (step["contacts"]?.array ?? []).compactMap(Contact.init(scenario:))
            guard let first = contacts.first, simulation.campaign(id: first.campaignID) != nil else { return nil }
            self = .addLead(contacts)
        case "update":
            let target = step["campaign_id"]?.integer
            guard simulation.contact(id: id) != nil, target.map({ simulation.campaign(id: $0) != nil }) ?? true else {
                return nil
            }
            self = .update(
                contactID: id, phoneNumber: step["phone_number"]?.string,
                status: step["status"]?.string.flatMap(ContactStatus.init), campaignID: target)
        case "delete_lead":
            guard simulation.contact(id: id) != nil else { return nil }
            self = .deleteContact(id: id)
        case "delete_campaign":
            guard simulation.campaign(id: id) != nil else { return nil }
            self = .deleteCampaign(id: id)
        case "play":
            guard simulation.contact(id: id) != nil else { return nil }
            let outcome = step["outcome"]?.string.flatMap(CallOutcome.init)
            self = .play(contactID: id, plan: outcome.map { CallPlan($0, seconds: step["seconds"]?.integer) })
        case "make_call": self = .makeCall(phoneNumber: step["phone_number"]?.string ?? "", assistantID: 1)
        default: return nil
        }
    }
}

extension CallingState {
    /// Whether a lead of the campaign can still be called (life.md, §2).
    fileprivate func hasCallableLead(ofCampaign id: Int64) -> Bool {
        let contacts = contacts.filter { $0.campaignID == id }
        return contacts.contains { lead in
            guard lead.primaryID == nil else { return false }
            let family = [lead] + contacts.filter { $0.primaryID == lead.id }
            return family.first { $0.status != .reachedMaxRetries }?.status.isCallable ?? false
        }
    }
}
