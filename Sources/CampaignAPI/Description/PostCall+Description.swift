import CampaignStore
import JSON
import OpenAPI

// The post-call webhook, which the API sends.
extension CampaignRoutes {
    /// The requests that the platform sends, by their names in the document.
    static var webhooks: [(name: String, operation: OpenAPI.Operation)] { [("post-call", postCall)] }

    private static let postCall = OpenAPI.Operation(
        .post, "post-call", "postCall", summary: "A call has ended",
        description: """
            Sent to the assistant's `webhook_url` while its webhook is active, when a call has ended. It has no key and no \
            signature. The mock sends it by plain `http` to this machine only, and to hosts of `--webhook-host`.
            """,
        tag: EndpointDescription.Tag.webhooks.rawValue, needsKey: false,
        requestBody: RequestBody("The call.", [Content(.reference("PostCall"), examples: [])]),
        answers: [
            AnswerDescription(200, "Any answer will do: the call shows its status as `webhook_response`.")
        ])
}

extension APISchemas {
    static var postCall: [Named] {
        [
            Named("PostCall", webhookCall), Named("PostCallLine", line), Named("PostCallLead", lead),
            Named("PostCallCampaign", campaign),
        ]
    }

    private static let webhookCall = Schema.object([
        "id": id.described("The call's id."),
        "customer_phone": .string().described("The number that was called.").examples("+15550100123"),
        "assistant_phone": .string().nullable().described("The number that the call came from."),
        "duration": .integer(minimum: 0).described("In seconds."),
        "status": .string(oneOf: CallStatus.allCases.map(\.rawValue) + [PostCallWebhook.voicemail])
            .described("`voicemail` for a call that reached one; `GET /user/calls` shows it as `completed`."),
        "extracted_variables": Schema.dictionary().described("What the assistant has made of the call."),
        "input_variables": variables.described("The lead's. An object, or an empty array without variables."),
        "transcript": Schema.array(of: .reference("PostCallLine")).described("Empty if nothing was said."),
        "formatted_transcript": .string().nullable().described("The same as one text, a line each; null if empty.")
            .examples("AI: Hello!\nCustomer: Yes, please."),
        "created_at": time("When the call began."),
        "finished_at": time("When the call ended."),
        "lead": .reference("PostCallLead"),
    ]).described("A call that has ended.")

    private static let line = Schema.object([
        "text": .string(), "type": .string(always: PostCallWebhook.lineType),
        "sender": .string(oneOf: OutcomeSetting.Line.Speaker.allCases.map(\.rawValue)),
        "timestamp": .number().described("In Unix seconds, with a fraction.").examples(.double(1_756_812_511.315143)),
    ]).described("Something that was said.")

    private static let lead = Schema.object([
        "id": id, "phone_number": .string().examples("+15550100123"),
        "variables": variables.described("An object, or an empty array without variables."),
        "status": .string(oneOf: LeadStatus.allCases.map(\.rawValue)).described("After this call."),
        "call_tries": .integer(minimum: 0).described("How often it was called since it was last `created`."),
        "created_at": time("When it was made."), "updated_at": time("When it was last changed."),
        "campaign": .reference("PostCallCampaign"),
    ]).nullable().described("The lead or secondary contact that was called; null for a call without a campaign.")

    private static let campaign = Schema.object([
        "id": id, "name": .string(), "status": .string().examples("in-progress"),
        "allowed_hours_start_time": hours, "allowed_hours_end_time": hours,
        "allowed_days": .array(of: .string(oneOf: CampaignParameters.everyDay)),
        "max_calls_in_parallel": .integer(minimum: 1), "max_retries": .integer(minimum: 0),
        "retry_interval": .integer(minimum: 0).described("In minutes."),
        "created_at": time("When it was made."), "updated_at": time("When it was last changed."),
    ]).described("The campaign of a call.")

    private static let hours = Schema.string(pattern: "^[0-9]{2}:[0-9]{2}$")
        .described("Without seconds here.").examples("09:00")
}
