package import Calling
package import CampaignStore
import TimeZones

extension CallingState {
    /// Makes the state of an account's simulation of its rows.
    ///
    /// - Parameter clock: the second up to which all has been played, in Unix seconds.
    init(_ rows: CallingRows, of account: Account, clock: Int64, placesCalls: Bool, zones: inout ZoneTable) {
        self.init(
            clock: clock, simulatedUntil: rows.simulatedUntil,
            maximumCallsInParallel: account.plan.maximumCallsInParallel, placesCalls: placesCalls,
            rules: account.definition.outcomes.map(OutcomeRule.init), nextCallID: rows.nextCallID,
            campaigns: rows.campaigns.map { CallingCampaign($0, zones: &zones) },
            contacts: rows.contacts.map(Contact.init), calls: rows.calls.map { Call($0, of: account) })
    }
}

extension CallingCampaign {
    init(_ campaign: Campaign, zones: inout ZoneTable) {
        let parameters = campaign.parameters
        // A state document may have a status that the platform does not give. Such a campaign does not run.
        let status = Status(rawValue: campaign.status) ?? .draft
        let interval = parameters.retryInterval.multipliedReportingOverflow(by: 60)
        self.init(
            id: campaign.id, assistantID: parameters.assistantID, status: status,
            window: CallingWindow(
                start: Self.second(ofDay: parameters.allowedHoursStartTime),
                end: Self.second(ofDay: parameters.allowedHoursEndTime),
                weekdays: parameters.allowedDays.compactMap(Self.weekdays.firstIndex(of:)),
                zone: zones[parameters.timezone]),
            maximumCallsInParallel: parameters.maxCallsInParallel, maximumRetries: parameters.maxRetries,
            retryInterval: interval.overflow ? .max : interval.partialValue,
            retriesOnVoicemail: parameters.retryOnVoicemail,
            retriesOnGoalIncomplete: parameters.retryOnGoalIncomplete && parameters.goalCompletionVariable != nil,
            completesWithoutLeads: parameters.markCompleteWhenNoLeads, phoneNumberIDs: parameters.phoneNumberIDs,
            callsBegun: campaign.callsBegun)
    }

    private static let weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]

    /// Reads a time of the form `HH:MM:SS`.
    private static func second(ofDay text: String) -> Int64 {
        text.split(separator: ":").prefix(3).reduce(into: (value: Int64(0), unit: Int64(3600))) { sum, part in
            sum.value += (Int64(part) ?? 0) * sum.unit
            sum.unit /= 60
        }.value
    }
}

extension Contact {
    init(_ contact: CallingRows.Contact) {
        self.init(
            id: contact.id, campaignID: contact.campaignID, primaryID: contact.primaryID,
            phoneNumber: contact.phoneNumber, status: ContactStatus(contact.status), attempts: contact.callTries,
            dueAt: contact.dueAt)
    }
}

extension Call {
    fileprivate init(_ record: CallRecord, of account: Account) {
        self.init(
            id: record.id, campaignID: record.campaignID, contactID: record.leadID, assistantID: record.assistantID,
            phoneNumber: record.phoneNumber,
            phoneNumberID: account.phoneNumbers.first { $0.phoneNumber == record.assistantPhoneNumber }?.id,
            attempt: record.attempt,
            // The planned end is stored, and may be the call's beginning in a state document.
            plan: CallPlan(CallOutcome(record.outcome), seconds: max(0, record.endsAt - record.beganAt)),
            beganAt: record.beganAt, decides: record.decides)
    }
}

// The store and the simulation name the same statuses and outcomes, because neither knows the other.

extension ContactStatus {
    package init(_ status: LeadStatus) {
        self =
            switch status {
            case .created: .created
            case .scheduled: .scheduled
            case .processing: .processing
            case .completed: .completed
            case .rescheduled: .rescheduled
            case .reachedMaxRetries: .reachedMaxRetries
            case .blacklisted: .blacklisted
            }
    }
}

extension LeadStatus {
    init(_ status: ContactStatus) {
        self =
            switch status {
            case .created: .created
            case .scheduled: .scheduled
            case .processing: .processing
            case .completed: .completed
            case .rescheduled: .rescheduled
            case .reachedMaxRetries: .reachedMaxRetries
            case .blacklisted: .blacklisted
            }
    }
}

extension CampaignStatus {
    init(_ status: CallingCampaign.Status) {
        self =
            switch status {
            case .draft: .draft
            case .inProgress: .inProgress
            case .stopped: .stopped
            case .completed: .completed
            }
    }
}

extension CallOutcome {
    package init(_ name: OutcomeName) {
        self =
            switch name {
            case .completed: .completed
            case .goalIncomplete: .goalIncomplete
            case .voicemail: .voicemail
            case .noAnswer: .noAnswer
            case .busy: .busy
            case .failed: .failed
            }
    }
}

extension OutcomeName {
    init(_ outcome: CallOutcome) {
        self =
            switch outcome {
            case .completed: .completed
            case .goalIncomplete: .goalIncomplete
            case .voicemail: .voicemail
            case .noAnswer: .noAnswer
            case .busy: .busy
            case .failed: .failed
            }
    }
}

extension OutcomeRule {
    init(_ setting: OutcomeSetting) {
        self.init(
            phoneNumber: setting.phoneNumber.map(NumberPattern.init), campaignID: setting.campaignID,
            attempt: setting.attempt, choice: Choice(setting.choice), seconds: setting.seconds)
    }
}

extension OutcomeRule.Choice {
    fileprivate init(_ choice: OutcomeSetting.Choice) {
        switch choice {
        case .fixed(let name): self = .fixed(CallOutcome(name))
        case .drawn(let weights, let seed):
            let pairs = weights.map { (CallOutcome($0.outcome), $0.weight) }
            // The reader of outcomes accepts no weights whose sum is 0 or too high.
            self =
                OutcomeWeights(Dictionary(pairs) { first, _ in first }, seed: seed).map { .drawn($0) }
                ?? .fixed(.completed)
        }
    }
}

/// The rules of the time zones that campaigns have needed, because each look-up takes up to a tenth of a millisecond.
struct ZoneTable {
    private var rules: [String: TimeZoneRules] = [:]

    /// The rules of a zone. A name that the mock does not accept stands for UTC; only another program can store one.
    subscript(name: String) -> TimeZoneRules {
        mutating get {
            if let known = rules[name] { return known }
            let found = TimeZoneRules(named: name) ?? TimeZoneRules.utc
            rules[name] = found
            return found
        }
    }
}
