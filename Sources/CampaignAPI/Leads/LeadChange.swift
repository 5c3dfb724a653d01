import Calling
import CampaignRunner
import CampaignStore
import JSON
import Validation

/// What a request changes of a lead or a secondary contact; `nil` for what stays (life.md, §3).
struct LeadChange: Sendable {
    /// The statuses that a user can set. The others belong to the calls.
    static let settableStatuses: [LeadStatus] = [.created, .completed, .reachedMaxRetries]

    let campaignID: Int64?
    /// As the request has it, cleaned of blanks only.
    let phoneNumber: String?
    let status: LeadStatus?
    let variables: PHPArray?

    /// - Parameter report: without errors.
    init(_ report: Report) {
        campaignID = report.integer("campaign_id")
        phoneNumber = report.string("phone_number")
        status = report.string("status").flatMap(LeadStatus.init(rawValue:))
        variables = report["variables"].flatMap(PHPArray.init)
    }

    /// Whether the attempts are counted from 0 again: with another status, and in another campaign (calling.md, §4).
    func startsAgain(_ lead: Lead) -> Bool {
        if let status { return status != lead.status }
        return moves(lead)
    }

    /// Returns the changed lead. Its time of change is new only if a member that the API shows has changed.
    ///
    /// - Parameters:
    ///   - phoneNumber: the number as it is stored; `nil` if it stays.
    ///   - now: in Unix seconds.
    func applied(to lead: Lead, phoneNumber: String?, at now: Int64) -> Lead {
        var changed = lead
        if moves(lead), let campaignID {
            changed.campaignID = campaignID
            changed.status = .initial
        }
        if let status { changed.status = status }
        if let phoneNumber { changed.phoneNumber = phoneNumber }
        if let variables { changed.variables = lead.variables.replacing(with: variables) }
        if changed != lead { changed.updatedAt = now }
        if startsAgain(lead) { changed.callTries = 0 }
        return changed
    }

    /// Whether the change may concern calls even if no campaign of the account runs.
    var concernsCalls: Bool { status != nil || campaignID != nil }

    /// The same change for the simulation of the calls.
    func command(forLead id: Int64, phoneNumber: String?) -> Command {
        .update(
            contactID: id, phoneNumber: phoneNumber, status: status.map(ContactStatus.init), campaignID: campaignID)
    }

    /// A secondary contact stays with its lead.
    private func moves(_ lead: Lead) -> Bool {
        guard let campaignID, lead.primaryID == nil else { return false }
        return campaignID != lead.campaignID
    }
}
