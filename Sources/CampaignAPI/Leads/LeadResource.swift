import Base
import CampaignStore
import JSON

/// Writes a lead as the API shows it, with the documented members in the documented order (life.md, §3).
enum LeadResource {
    /// Writes a lead with its campaign and its secondary contacts.
    static func write(_ listed: borrowing ListedLead, to writer: inout JSONWriter) {
        let campaignID = listed.lead.campaignID
        writer.beginObject()
        writeOwnMembers(of: listed.lead, campaignID: campaignID, to: &writer)
        writer.name(plain: "campaign")
        writer.beginObject()
        writer.name(plain: "id")
        writer.integer(campaignID)
        writer.name(plain: "name")
        writer.string(listed.campaignName)
        writer.endObject()
        writer.name(plain: "secondary_contacts")
        writer.beginArray()
        for index in listed.contacts.indices {
            writer.beginObject()
            writeOwnMembers(of: listed.contacts[index], campaignID: nil, to: &writer)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    /// Writes what a lead and a secondary contact have both.
    ///
    /// - Parameter campaignID: stands behind the id; `nil` for a contact, which does not show it.
    private static func writeOwnMembers(of lead: borrowing Lead, campaignID: Int64?, to writer: inout JSONWriter) {
        writer.name(plain: "id")
        writer.integer(lead.id)
        if let campaignID {
            writer.name(plain: "campaign_id")
            writer.integer(campaignID)
        }
        writer.name(plain: "phone_number")
        writer.string(lead.phoneNumber)
        writer.name(plain: "variables")
        writer.encoded(lead.variables.text)
        writer.name(plain: "status")
        writer.string(lead.status.rawValue)
        writer.name(plain: "created_at")
        let creation = Timestamp.spacedText(lead.createdAt)
        writer.string(creation)
        writer.name(plain: "updated_at")
        // Most leads were never changed, so the text of `created_at` can be used again.
        writer.string(lead.updatedAt == lead.createdAt ? creation : Timestamp.spacedText(lead.updatedAt))
    }
}
