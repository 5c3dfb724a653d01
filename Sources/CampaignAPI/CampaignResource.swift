import CampaignStore
import JSON

/// A campaign as the API shows it: the documented members in the documented order.
enum CampaignResource {
    /// The body of a 201.
    static func created(id: Int64, _ create: WaitingCreate) -> [UInt8] {
        var writer = JSONWriter()
        writer.reserveCapacity(640)
        writer.beginObject()
        writer.name(plain: "message")
        writer.string("Campaign created successfully")
        writer.name(plain: "data")
        write(id: id, create, to: &writer)
        writer.endObject()
        return writer.takeBytes()
    }

    private static func write(id: Int64, _ create: WaitingCreate, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name(plain: "id")
        writer.integer(id)
        writer.name(plain: "name")
        writer.string(create.draft.parameters.name)
        writer.name(plain: "status")
        writer.string(Campaign.initialStatus)
        writer.name(plain: "max_calls_in_parallel")
        writer.integer(create.draft.parameters.maxCallsInParallel)
        writer.name(plain: "mark_complete_when_no_leads")
        writer.bool(create.draft.parameters.markCompleteWhenNoLeads)
        writer.name(plain: "allowed_hours_start_time")
        writer.string(create.draft.parameters.allowedHoursStartTime)
        writer.name(plain: "allowed_hours_end_time")
        writer.string(create.draft.parameters.allowedHoursEndTime)
        writer.name(plain: "allowed_days")
        writer.encoded(create.lists.allowedDays)
        writer.name(plain: "max_retries")
        writer.integer(create.draft.parameters.maxRetries)
        writer.name(plain: "retry_interval")
        writer.integer(create.draft.parameters.retryInterval)
        writer.name(plain: "created_at")
        let createdAt = Timestamp.text(create.draft.createdAt)
        writer.string(createdAt)
        writer.name(plain: "updated_at")
        writer.string(createdAt)
        writer.endObject()
    }
}
