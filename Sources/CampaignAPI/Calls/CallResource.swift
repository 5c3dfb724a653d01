import Base
package import CampaignStore
package import JSON

/// Writes a call as the API shows it, with the documented members in the documented order (calling.md, §6).
package enum CallResource {
    /// Writes a call. One that goes on has no result yet.
    ///
    /// - Parameter account: the account of the call.
    package static func write(_ listed: ListedCall, in account: Account, to writer: inout JSONWriter) {
        let call = listed.call
        let result = call.isGoingOn ? nil : CallResult(of: listed, in: account)
        writer.beginObject()
        writer.name(plain: "id")
        writer.integer(call.id)
        writer.name(plain: "assistant_name")
        writer.optional(account.assistant(id: call.assistantID)?.name)
        writer.name(plain: "campaign_name")
        writer.optional(listed.campaignName)
        writer.name(plain: "type")
        writer.string(call.type.rawValue)
        writer.name(plain: "duration")
        writer.integer(call.duration)
        writer.name(plain: "assistant_phone_number")
        writer.optional(call.assistantPhoneNumber)
        writer.name(plain: "client_phone_number")
        writer.string(call.phoneNumber)
        writer.name(plain: "status")
        writer.string(call.status.rawValue)
        writer.name(plain: "transcript")
        writer.optional(result?.text)
        writer.name(plain: "variables")
        writer.encoded(listed.variables.text)
        writer.name(plain: "evaluation")
        if let result { writer.value(.object(result.extractedVariables)) } else { writer.null() }
        writer.name(plain: "webhook_response")
        if let response = call.webhookResponse { writer.encoded(response) } else { writer.null() }
        let costs = CallCosts(of: call)
        writer.name(plain: "carrier_cost")
        writer.value(costs.carrier)
        writer.name(plain: "total_cost")
        writer.value(costs.total)
        writer.name(plain: "answered_by")
        writer.optional(result == nil ? nil : call.outcome.answer.rawValue)
        writer.name(plain: "recording_url")
        writer.null()
        writer.name(plain: "created_at")
        writer.string(Timestamp.spacedText(call.beganAt))
        writer.name(plain: "updated_at")
        writer.string(Timestamp.spacedText(call.updatedAt))
        writer.endObject()
    }
}

/// What a call costs, in US dollars. Only an answered call costs anything, for each minute begun.
private struct CallCosts {
    let carrier: JSONValue
    let total: JSONValue

    init(of call: CallRecord) {
        guard !call.isGoingOn, call.outcome.answer != .unknown else {
            (carrier, total) = (0, 0)
            return
        }
        let minutes = call.duration / 60 + (call.duration.isMultiple(of: 60) ? 0 : 1)
        // Whole cents, so that the numbers have no binary remainder.
        (carrier, total) = ((Double(minutes) / 100).json, (Double(minutes) / 10).json)
    }
}

extension JSONWriter {
    mutating func optional(_ text: String?) {
        if let text { string(text) } else { null() }
    }
}
