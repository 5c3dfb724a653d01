package import HTTPServer
import HTTPTypes
import JSON

// The fixed responses about campaigns, leads and calls (life.md §2 and §3, calling.md §6).
extension Answer {
    /// The 404 for a campaign that does not exist in the account. Only a change of status has another text.
    package static let campaignNotFound = message(.notFound, "Campaign not found")

    /// The 404 for a lead that does not exist in the account.
    package static let leadNotFound = message(.notFound, "Lead not found")

    /// The 404 for a call that does not exist in the account.
    package static let callNotFound = message(.notFound, "Call not found")

    /// The 422 for a phone number that cannot be called.
    package static let invalidPhoneNumber = message(.unprocessableContent, "Invalid phone number")

    /// The 422 for a lead whose phone number another lead of the campaign has.
    package static let leadAlreadyExists = message(
        .unprocessableContent, "The lead already exists in this campaign.")
}

/// Why a campaign's status was not changed, in the order of the checks (life.md §2).
package enum StatusRefusal: Sendable, CaseIterable {
    case campaignNotFound
    case invalidAction
    case notRunning
    case alreadyRunning
    case insufficientBalance
    case noPhoneNumber
    case noLeads

    private var message: String {
        switch self {
        case .campaignNotFound: "Campaign not found."
        case .invalidAction: "Invalid action. Must be either 'start' or 'stop'."
        case .notRunning: "Campaign is not running"
        case .alreadyRunning: "Campaign is already in progress"
        case .insufficientBalance: "Insufficient balance to start the campaign. Please top up your account."
        case .noPhoneNumber: "Your agent does not have a phone number setup"
        case .noLeads: "No leads to call"
        }
    }

    /// Returns the 400, or the 404 for ``campaignNotFound``.
    ///
    /// - Parameters:
    ///   - campaignID: the campaign of the request.
    ///   - status: the campaign's status, which has not changed. ``campaignNotFound`` and ``invalidAction`` show neither
    ///     the campaign nor its status.
    package func response(campaignID: Int64, status: String) -> Response {
        var body: JSONObject = ["message": .string(message), "success": false]
        switch self {
        case .campaignNotFound: return Answer.json(.notFound, .object(body))
        case .invalidAction: break
        default: body.append("data", ["campaign_id": .integer(campaignID), "status": .string(status)])
        }
        return Answer.json(.badRequest, .object(body))
    }
}
