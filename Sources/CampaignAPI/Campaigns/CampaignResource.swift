import Base
import CampaignStore
import JSON

/// A campaign as the API shows it: the documented members in the documented order.
enum CampaignResource {
    /// Writes a campaign the same way wherever it stands: in the answer that creates it and in any list.
    static func write(_ campaign: borrowing Campaign, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name(plain: "id")
        writer.integer(campaign.id)
        writer.name(plain: "name")
        writer.string(campaign.parameters.name)
        writer.name(plain: "status")
        writer.string(campaign.status)
        writer.name(plain: "max_calls_in_parallel")
        writer.integer(campaign.parameters.maxCallsInParallel)
        writer.name(plain: "mark_complete_when_no_leads")
        writer.bool(campaign.parameters.markCompleteWhenNoLeads)
        writer.name(plain: "allowed_hours_start_time")
        writer.string(campaign.parameters.allowedHoursStartTime)
        writer.name(plain: "allowed_hours_end_time")
        writer.string(campaign.parameters.allowedHoursEndTime)
        writer.name(plain: "allowed_days")
        writer.beginArray()
        for index in campaign.parameters.allowedDays.indices { writer.string(campaign.parameters.allowedDays[index]) }
        writer.endArray()
        writer.name(plain: "max_retries")
        writer.integer(campaign.parameters.maxRetries)
        writer.name(plain: "retry_interval")
        writer.integer(campaign.parameters.retryInterval)
        writer.name(plain: "created_at")
        let createdAt = Timestamp.text(campaign.createdAt)
        writer.string(createdAt)
        writer.name(plain: "updated_at")
        // Most campaigns have not been changed since.
        writer.string(campaign.updatedAt == campaign.createdAt ? createdAt : Timestamp.text(campaign.updatedAt))
        writer.endObject()
    }
}
