import Base
import CampaignStore
import JSON

/// Writes a campaign as the API shows it, with the documented members in the documented order.
enum CampaignResource {
    /// Writes a stored campaign.
    static func write(_ campaign: borrowing Campaign, to writer: inout JSONWriter) {
        write(
            campaign.parameters, id: campaign.id, status: campaign.status, createdAt: campaign.createdAt,
            updatedAt: campaign.updatedAt, to: &writer)
    }

    /// Writes a campaign from its parts. The response to a create and every list use this one form.
    ///
    /// A create has no ``Campaign``, and making one would copy all parameters.
    ///
    /// - Parameters:
    ///   - createdAt: in Unix seconds.
    ///   - updatedAt: in Unix seconds.
    static func write(
        _ parameters: borrowing CampaignParameters, id: Int64, status: String, createdAt: Int64, updatedAt: Int64,
        to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.name(plain: "id")
        writer.integer(id)
        writer.name(plain: "name")
        writer.string(parameters.name)
        writer.name(plain: "status")
        writer.string(status)
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
        for index in parameters.allowedDays.indices { writer.string(parameters.allowedDays[index]) }
        writer.endArray()
        writer.name(plain: "max_retries")
        writer.integer(parameters.maxRetries)
        writer.name(plain: "retry_interval")
        writer.integer(parameters.retryInterval)
        writer.name(plain: "created_at")
        let creation = Timestamp.text(createdAt)
        writer.string(creation)
        writer.name(plain: "updated_at")
        // Most campaigns were never changed, so the text of `created_at` can be used again.
        writer.string(updatedAt == createdAt ? creation : Timestamp.text(updatedAt))
        writer.endObject()
    }
}
