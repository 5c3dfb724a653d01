import CampaignStore
import JSON

/// A campaign as the API shows it: the documented members in the documented order.
enum CampaignResource {
    /// The body of a 201.
    static func created(id: Int64, _ draft: borrowing CampaignDraft) -> [UInt8] {
        var writer = JSONWriter()
        writer.reserveCapacity(640)
        writer.beginObject()
        writer.name(plain: "message")
        writer.string("Campaign created successfully")
        writer.name(plain: "data")
        write(id: id, draft, to: &writer)
        writer.endObject()
        return writer.takeBytes()
    }

    private static func write(id: Int64, _ draft: borrowing CampaignDraft, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name(plain: "id")
        writer.integer(id)
        writer.name(plain: "name")
        writer.string(draft.parameters.name)
        writer.name(plain: "status")
        writer.string(Campaign.initialStatus)
        writer.name(plain: "max_calls_in_parallel")
        writer.integer(draft.parameters.maxCallsInParallel)
        writer.name(plain: "mark_complete_when_no_leads")
        writer.bool(draft.parameters.markCompleteWhenNoLeads)
        writer.name(plain: "allowed_hours_start_time")
        writer.string(draft.parameters.allowedHoursStartTime)
        writer.name(plain: "allowed_hours_end_time")
        writer.string(draft.parameters.allowedHoursEndTime)
        writer.name(plain: "allowed_days")
        writer.beginArray()
        for day in draft.parameters.allowedDays { writer.string(day) }
        writer.endArray()
        writer.name(plain: "max_retries")
        writer.integer(draft.parameters.maxRetries)
        writer.name(plain: "retry_interval")
        writer.integer(draft.parameters.retryInterval)
        writer.name(plain: "created_at")
        let createdAt = Timestamp.text(draft.createdAt)
        writer.string(createdAt)
        writer.name(plain: "updated_at")
        writer.string(createdAt)
        writer.endObject()
    }
}
