import Base
package import CampaignStore
package import JSON

/// Writes the body of a call's post-call webhook, with the members in their order (calling.md, §7).
package enum PostCallWebhook {
    /// Writes the body for a call that has ended. The same post always gives the same bytes.
    package static func write(_ post: DuePost, to writer: inout JSONWriter) {
        let call = post.listed.call
        let result = CallResult(of: post.listed, in: post.account)
        writer.beginObject()
        writer.name(plain: "id")
        writer.integer(call.id)
        writer.name(plain: "customer_phone")
        writer.string(call.phoneNumber)
        writer.name(plain: "assistant_phone")
        writer.optional(call.assistantPhoneNumber)
        writer.name(plain: "duration")
        writer.integer(call.duration)
        writer.name(plain: "status")
        writer.string(call.outcome == .voicemail ? voicemail : call.status.rawValue)
        writer.name(plain: "extracted_variables")
        writer.value(.object(result.extractedVariables))
        writer.name(plain: "input_variables")
        writer.encoded(post.listed.variables.text)
        writer.name(plain: "transcript")
        write(result.transcript, of: call, to: &writer)
        writer.name(plain: "formatted_transcript")
        writer.optional(result.text)
        writer.name(plain: "created_at")
        writer.string(Timestamp.text(call.beganAt))
        writer.name(plain: "finished_at")
        writer.string(Timestamp.text(call.updatedAt))
        writer.name(plain: "lead")
        if let lead = post.lead { write(lead, post.campaign, to: &writer) } else { writer.null() }
        writer.endObject()
    }

    /// The status of a call that reached a voicemail, which only the webhook names so.
    static let voicemail = "voicemail"
    /// The `type` of each part of a transcript.
    static let lineType = "transcript"

    private static func write(_ lines: [OutcomeSetting.Line], of call: CallRecord, to writer: inout JSONWriter) {
        writer.beginArray()
        for (index, line) in lines.enumerated() {
            writer.beginObject()
            writer.name(plain: "text")
            writer.string(line.text)
            writer.name(plain: "type")
            writer.string(lineType)
            writer.name(plain: "sender")
            writer.string(line.speaker.rawValue)
            writer.name(plain: "timestamp")
            writer.encoded(timestamp(ofLine: index, of: lines.count, in: call).utf8)
            writer.endObject()
        }
        writer.endArray()
    }

    /// When a line is said, in Unix seconds with six digits of a fraction. The lines are spread evenly over the call.
    ///
    /// The sevenths keep the times of calls of round lengths off whole seconds: those of the platform are.
    private static func timestamp(ofLine index: Int, of count: Int, in call: CallRecord) -> String {
        let offset = Double(call.duration) * (Double(index) + 3.0 / 7) / Double(count)
        let whole = offset.rounded(.down)
        let microseconds = min(Int64((offset - whole) * 1_000_000), 999_999)
        let digits = String(microseconds)
        // A duration is the difference of two times, so the sum is a time of the call.
        return "\(call.beganAt + Int64(whole)).\(String(repeating: "0", count: 6 - digits.utf8.count))\(digits)"
    }

    private static func write(_ lead: Lead, _ campaign: Campaign?, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name(plain: "id")
        writer.integer(lead.id)
        writer.name(plain: "phone_number")
        writer.string(lead.phoneNumber)
        writer.name(plain: "variables")
        writer.encoded(lead.variables.text)
        writer.name(plain: "status")
        writer.string(lead.status.rawValue)
        writer.name(plain: "call_tries")
        writer.integer(lead.callTries)
        writer.name(plain: "created_at")
        writer.string(Timestamp.text(lead.createdAt))
        writer.name(plain: "updated_at")
        writer.string(Timestamp.text(lead.updatedAt))
        writer.name(plain: "campaign")
        if let campaign { write(campaign, to: &writer) } else { writer.null() }
        writer.endObject()
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
        writer.name(plain: "allowed_hours_start_time")
        writer.string(withoutSeconds(parameters.allowedHoursStartTime))
        writer.name(plain: "allowed_hours_end_time")
        writer.string(withoutSeconds(parameters.allowedHoursEndTime))
        writer.name(plain: "allowed_days")
        writer.beginArray()
        for day in parameters.allowedDays { writer.string(day) }
        writer.endArray()
        writer.name(plain: "max_calls_in_parallel")
        writer.integer(parameters.maxCallsInParallel)
        writer.name(plain: "max_retries")
        writer.integer(parameters.maxRetries)
        writer.name(plain: "retry_interval")
        writer.integer(parameters.retryInterval)
        writer.name(plain: "created_at")
        writer.string(Timestamp.text(campaign.createdAt))
        writer.name(plain: "updated_at")
        writer.string(Timestamp.text(campaign.updatedAt))
        writer.endObject()
    }

    /// `HH:MM` of `HH:MM:SS`.
    private static func withoutSeconds(_ time: String) -> String { String(time.prefix(5)) }
}
