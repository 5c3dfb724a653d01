/// A stored call of an account, finished or going on.
package struct CallRecord: Sendable, Equatable {
    /// At least 1. The calls of all accounts share one sequence, in the order of beginning.
    package var id: Int64
    /// The name of the account.
    package var account: String
    /// `nil` for a call without a campaign.
    package var campaignID: Int64?
    /// The lead or secondary contact that is called; `nil` for a call without a campaign.
    package var leadID: Int64?
    package var assistantID: Int64
    package var type: CallType
    /// The number that the call comes from; `nil` if the assistant has none.
    package var assistantPhoneNumber: String?
    /// The number that is called.
    package var phoneNumber: String
    package var outcome: OutcomeName
    /// From 1: the number of calls since the lead was last `created`, this one included.
    package var attempt: Int64
    /// ``CallStatus/inProgress`` exactly while the call goes on.
    package var status: CallStatus
    /// In Unix seconds.
    package var beganAt: Int64
    /// The planned end, in Unix seconds.
    package var endsAt: Int64
    /// In Unix seconds; `nil` while the call goes on.
    package var endedAt: Int64?
    /// Whether the end decides about the lead: not after the lead got another status by hand.
    package var decides: Bool
    /// Whether the call was deleted while it went on. No client sees it any more.
    package var isHidden: Bool
    /// The variables of a call without a lead; `nil` for those of its lead.
    package var variables: LeadVariables?
    /// What is said, as JSON in the form of ``OutcomeSetting/transcript``; `nil` for what is usually said.
    package var transcript: [UInt8]?
    /// A JSON object that is merged over the usual extracted variables; `nil` for none.
    package var extractedVariables: [UInt8]?
    /// What the receiver of the post-call webhook answered, as JSON.
    package var webhookResponse: [UInt8]?

    /// - Parameters:
    ///   - endsAt: `nil` for the usual time of the outcome.
    ///   - status: `nil` for the status that follows from `endedAt` and `outcome`.
    package init(
        id: Int64, account: String, campaignID: Int64? = nil, leadID: Int64? = nil, assistantID: Int64,
        type: CallType = .outbound, assistantPhoneNumber: String? = nil, phoneNumber: String,
        outcome: OutcomeName = .completed, attempt: Int64 = 1, status: CallStatus? = nil, beganAt: Int64,
        endsAt: Int64? = nil, endedAt: Int64? = nil, decides: Bool = true, isHidden: Bool = false,
        variables: LeadVariables? = nil, transcript: [UInt8]? = nil, extractedVariables: [UInt8]? = nil,
        webhookResponse: [UInt8]? = nil
    ) {
        self.id = id
        self.account = account
        self.campaignID = campaignID
        self.leadID = leadID
        self.assistantID = assistantID
        self.type = type
        self.assistantPhoneNumber = assistantPhoneNumber
        self.phoneNumber = phoneNumber
        self.outcome = outcome
        self.attempt = attempt
        self.status = status ?? (endedAt == nil ? .inProgress : outcome.callStatus)
        self.beganAt = beganAt
        self.endsAt = endsAt ?? beganAt + outcome.usualSeconds
        self.endedAt = endedAt
        self.decides = decides
        self.isHidden = isHidden
        self.variables = variables
        self.transcript = transcript
        self.extractedVariables = extractedVariables
        self.webhookResponse = webhookResponse
    }

    package var isGoingOn: Bool { endedAt == nil }

    /// How long the call took, in seconds; 0 while it goes on.
    package var duration: Int64 { endedAt.map { max(0, $0 - beganAt) } ?? 0 }

    /// The time of the last change, in Unix seconds.
    package var updatedAt: Int64 { endedAt ?? beganAt }
}

/// A call as a client sees it, with what belongs to its campaign and lead.
package struct ListedCall: Sendable, Equatable {
    package var call: CallRecord
    /// `nil` for a call without a campaign.
    package var campaignName: String?
    /// The campaign's variable that says whether the call has reached its goal.
    package var goalVariable: String?
    /// Those of the call, else those of its lead.
    package var variables: LeadVariables

    package init(
        call: CallRecord, campaignName: String? = nil, goalVariable: String? = nil, variables: LeadVariables = .none
    ) {
        self.call = call
        self.campaignName = campaignName
        self.goalVariable = goalVariable
        self.variables = variables
    }
}

/// One page of a list of calls.
package struct CallPage: Sendable, Equatable {
    /// In the order of their ids.
    package var calls: [ListedCall]
    /// The number of calls of all pages.
    package var total: Int64

    package init(calls: [ListedCall], total: Int64) {
        self.calls = calls
        self.total = total
    }
}
