import Base
import CampaignStore
import JSON

/// Writes an assistant as the API shows it (life.md, §4). The lists have two forms with different members.
enum AssistantResource {
    /// Writes the form of `GET /user/assistants/outbound`.
    ///
    /// - Parameter userID: the id of the assistant's account.
    static func write(_ assistant: borrowing Assistant, userID: Int64, to writer: inout JSONWriter) {
        writer.beginObject()
        writeIdentity(of: assistant, userID: userID, to: &writer)
        writer.name(plain: "voice_id")
        writer.integer(assistant.voiceID)
        writer.name(plain: "language_id")
        writer.integer(assistant.languageID)
        writer.name(plain: "timezone")
        writer.string(assistant.timezone)
        writePrompts(of: assistant, to: &writer)
        writer.name(plain: "variables")
        writer.value(assistant.variables)
        writer.name(plain: "webhook_url")
        if let url = assistant.webhookURL { writer.string(url) } else { writer.null() }
        writer.name(plain: "is_webhook_active")
        writer.bool(assistant.isWebhookActive)
        writeTimes(of: assistant, to: &writer)
        writer.endObject()
    }

    /// Writes the form of `GET /user/assistants/get`.
    ///
    /// - Parameter userID: the id of the assistant's account.
    static func writeRow(_ assistant: borrowing Assistant, userID: Int64, to writer: inout JSONWriter) {
        writer.beginObject()
        writeIdentity(of: assistant, userID: userID, to: &writer)
        writePrompts(of: assistant, to: &writer)
        writer.name(plain: "voice_id")
        writer.integer(assistant.voiceID)
        writer.name(plain: "language_id")
        writer.integer(assistant.languageID)
        writer.name(plain: "phone_number_id")
        if let id = assistant.phoneNumberID { writer.integer(id) } else { writer.null() }
        writer.name(plain: "timezone")
        writer.string(assistant.timezone)
        writer.name(plain: "max_duration")
        writer.integer(assistant.maxDuration)
        writer.name(plain: "record")
        writer.bool(assistant.record)
        writer.name(plain: "uuid")
        writer.string(assistant.uuid)
        writeTimes(of: assistant, to: &writer)
        writer.endObject()
    }

    private static func writeIdentity(of assistant: borrowing Assistant, userID: Int64, to writer: inout JSONWriter) {
        writer.name(plain: "id")
        writer.integer(assistant.id)
        writer.name(plain: "user_id")
        writer.integer(userID)
        writer.name(plain: "name")
        writer.string(assistant.name)
        writer.name(plain: "type")
        writer.string(assistant.type.rawValue)
        writer.name(plain: "mode")
        writer.string(assistant.mode)
        writer.name(plain: "status")
        writer.string(assistant.status)
    }

    private static func writePrompts(of assistant: borrowing Assistant, to writer: inout JSONWriter) {
        writer.name(plain: "initial_message")
        writer.string(assistant.initialMessage)
        writer.name(plain: "system_prompt")
        writer.string(assistant.systemPrompt)
    }

    private static func writeTimes(of assistant: borrowing Assistant, to writer: inout JSONWriter) {
        writer.name(plain: "created_at")
        writer.string(Timestamp.text(assistant.createdAt))
        writer.name(plain: "updated_at")
        writer.string(Timestamp.text(assistant.updatedAt))
    }
}

extension Account {
    /// The assistants in the order of their ids.
    ///
    /// - Parameter type: `nil` for all.
    func assistantsByID(_ type: Assistant.Direction?) -> [Assistant] {
        assistants.filter { type == nil || $0.type == type }.sorted { $0.id < $1.id }
    }
}
