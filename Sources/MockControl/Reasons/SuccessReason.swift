import CampaignAPI
import HTTPServer
import HTTPTypes
import JSON

/// What a request that succeeded has done or got, such as `campaign 18 is created` or `25 of 212 leads`.
struct SuccessReason {
    private let entry: JournalEntry
    private let answer: JSONValue?
    private let operation: String?

    init(_ entry: JournalEntry, _ review: RequestReview?) {
        self.entry = entry
        answer = entry.answer?.body?.json
        operation = review?.operationID
    }

    var text: String {
        if entry.method == "OPTIONS" { return "the browser may send it" }
        return change ?? found ?? answer?["message"]?.string ?? "done"
    }

    private var change: String? {
        let campaign = entry.findings.campaignID.map { "campaign \($0)" } ?? "the campaign"
        let lead = entry.findings.leadID.map { "lead \($0)" } ?? "the lead"
        switch operation {
        case "createCampaign": return "\(campaign) is created"
        case "updateCampaignStatus":
            return answer?["data"]?["status"] == "in-progress" ? "\(campaign) is started" : "\(campaign) is stopped"
        case "deleteCampaign": return "\(campaign) is deleted"
        case "createLead": return "\(lead) is added to \(campaign)"
        case "updateLead": return "\(lead) is changed"
        case "deleteLead": return "\(lead) is deleted"
        case "enableWebhook": return "the assistant's webhook is active"
        case "disableWebhook": return "the assistant's webhook is off"
        case "makeCall": return "a call has begun"
        case "deleteCall": return entry.pathNumber.map { "call \($0) is deleted" }
        default: return nil
        }
    }

    private var found: String? {
        let (one, many): (String, String)
        switch operation {
        case "listCampaigns": (one, many) = ("campaign", "campaigns")
        case "listLeads": (one, many) = ("lead", "leads")
        case "listCalls": (one, many) = ("call", "calls")
        case "readCall": return entry.pathNumber.map { "call \($0)" }
        case "listAssistants", "listOutboundAssistants", "pageAssistants": (one, many) = ("assistant", "assistants")
        case "listPhoneNumbers", "listPhoneNumbersForAssistants": (one, many) = ("phone number", "phone numbers")
        case "readUser": return "the user of the key"
        default: return nil
        }
        guard let rows = answer?.array ?? answer?["data"]?.array else { return "a list of \(many)" }
        let total = answer?["total"]?.integer ?? answer?["meta"]?["total"]?.integer
        let count = Int64(rows.count)
        if let total, total != count { return "\(count) of \(total) \(many)" }
        return count == 1 ? "1 \(one)" : "\(count) \(many)"
    }
}
