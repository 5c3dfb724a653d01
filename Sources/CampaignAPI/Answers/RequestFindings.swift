package import Base
package import CampaignStore
import HTTPServer

/// The facts that the API found out about a request, for the journal and the log.
///
/// `Response.details` carries them. They are never sent to the client.
package final class RequestFindings: ResponseDetails {
    /// The account's name; `nil` if the request has no valid API key.
    package let account: String?
    /// The oddities that the real API would have accepted silently; empty for most requests.
    package let warnings: [Warning]
    /// The id of the campaign that the request created, changed or deleted, or whose lead it did.
    package let campaignID: Int64?
    /// The id of the lead that the request created, changed or deleted.
    package let leadID: Int64?
    /// The identifier of the fault that changed the response.
    package let fault: String?
    /// The account's own clock; `nil` if the mock's clock dates the request.
    package let clock: ClockMode?
    /// Which request of the account's minute it is, when it was refused for that; `nil` for any other.
    package let requestsInMinute: Int64?

    package init(
        account: String? = nil, warnings: [Warning] = [], campaignID: Int64? = nil, leadID: Int64? = nil,
        fault: String? = nil, clock: ClockMode? = nil, requestsInMinute: Int64? = nil
    ) {
        self.account = account
        self.warnings = warnings
        self.campaignID = campaignID
        self.leadID = leadID
        self.fault = fault
        self.clock = clock
        self.requestsInMinute = requestsInMinute
    }

    /// Creates the findings for a request of which only the account is known.
    package convenience init(of account: Account?) {
        self.init(account: account?.name, clock: account?.definition.clock)
    }

    /// Whether the request created, changed or deleted a campaign, not one of its leads.
    package var changesCampaign: Bool { campaignID != nil && leadID == nil }

    /// The same findings for a response that a fault changed.
    package func changed(byFault fault: String) -> RequestFindings {
        RequestFindings(
            account: account, warnings: warnings, campaignID: campaignID, leadID: leadID, fault: fault, clock: clock,
            requestsInMinute: requestsInMinute)
    }

    /// The findings for a request about which nothing is known.
    package static let unknown = RequestFindings()
}

/// An oddity of a request that the real API accepts silently (api.md, "Warnings").
package struct Warning: Sendable, Equatable {
    /// The member's name as sent. For a list element, the name as in `errors`, such as `phone_number_ids.0`.
    package let field: String
    /// One sentence that explains the oddity to the user.
    package let message: String

    package init(field: String, message: String) {
        self.field = field
        self.message = message
    }
}
