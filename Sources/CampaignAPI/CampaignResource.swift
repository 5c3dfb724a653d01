import CampaignStore
import JSON

/// A campaign as the API shows it: the documented members in the documented order.
enum CampaignResource {
    /// The body of a 201.
    static func created(_ campaign: Campaign) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("message")
        writer.string("Campaign created successfully")
        writer.name("data")
        write(campaign, to: &writer)
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ campaign: Campaign, to writer: inout JSONWriter) {
        let parameters = campaign.parameters
        writer.beginObject()
        writer.name("id")
        writer.integer(campaign.id)
        writer.name("name")
        writer.string(parameters.name)
        writer.name("status")
        writer.string(campaign.status)
        writer.name("max_calls_in_parallel")
        writer.integer(parameters.maxCallsInParallel)
        writer.name("mark_complete_when_no_leads")
        writer.bool(parameters.markCompleteWhenNoLeads)
        writer.name("allowed_hours_start_time")
        writer.string(parameters.allowedHoursStartTime)
        writer.name("allowed_hours_end_time")
        writer.string(parameters.allowedHoursEndTime)
        writer.name("allowed_days")
        writer.beginArray()
        for day in parameters.allowedDays { writer.string(day) }
        writer.endArray()
        writer.name("max_retries")
        writer.integer(parameters.maxRetries)
        writer.name("retry_interval")
        writer.integer(parameters.retryInterval)
        writer.name("created_at")
        writer.string(Timestamp.text(campaign.createdAt))
        writer.name("updated_at")
        writer.string(Timestamp.text(campaign.updatedAt))
        writer.endObject()
    }
}
