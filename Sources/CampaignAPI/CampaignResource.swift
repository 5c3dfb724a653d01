import CampaignStore
import JSON

/// A campaign as the API shows it: the documented members in the documented order.
enum CampaignResource {
    /// The body of a 201.
    static func created(_ campaign: Campaign) -> [UInt8] {
        var writer = JSONWriter()
        writer.reserveCapacity(640)
        writer.beginObject()
        writer.name(plain: "message")
        writer.string("Campaign created successfully")
        writer.name(plain: "data")
        write(campaign, to: &writer)
        writer.endObject()
        return writer.takeBytes()
    }

    private static func write(_ campaign: Campaign, to writer: inout JSONWriter) {
        let parameters = campaign.parameters
        writer.beginObject()
        writer.name(plain: "id")
        writer.integer(campaign.id)
        writer.name(plain: "name")
        writer.string(parameters.name)
        writer.name(plain: "status")
        writer.string(campaign.status)
        writer.name(plain: "max_calls_in_parallel")
        writer.integer(parameters.maxCallsInParallel)
        writer.name(plain: "mark_complete_when_no_leads")
        writer.bool(parameters.markCompleteWhenNoLeads)
        writer.name(plain: "allowed_hours_start_time")
        writer.string(parameters.allowedHoursStartTime)
        writer.name(plain: "allowed_hours_end_time")
        writer.string(parameters.allowedHoursEndTime)
        writer.name(plain: "allowed_days")
        writer.beginArray()
        for day in parameters.allowedDays { writer.string(day) }
        writer.endArray()
        writer.name(plain: "max_retries")
        writer.integer(parameters.maxRetries)
        writer.name(plain: "retry_interval")
        writer.integer(parameters.retryInterval)
        writer.name(plain: "created_at")
        let createdAt = Timestamp.text(campaign.createdAt)
        writer.string(createdAt)
        writer.name(plain: "updated_at")
        writer.string(campaign.updatedAt == campaign.createdAt ? createdAt : Timestamp.text(campaign.updatedAt))
        writer.endObject()
    }
}
