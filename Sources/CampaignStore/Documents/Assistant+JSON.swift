internal import Base
internal import JSON

extension Assistant {
    private static let memberNames = [
        "id", "name", "type", "mode", "status", "voice_id", "language_id", "timezone", "initial_message",
        "system_prompt", "variables", "webhook_url", "is_webhook_active", "phone_number_id", "max_duration", "record",
        "uuid", "created_at", "updated_at", "post_call_schema",
    ]

    /// Reads an assistant of a seed. Only `id`, `name` and `type` are required.
    ///
    /// - Parameters:
    ///   - timezone: the account's timezone, the default of the assistant's.
    ///   - isTimezone: whether a name is in the timezone database.
    init(_ reader: SeedReader, timezone: String, isTimezone: (String) -> Bool) throws(SeedError) {
        let assistant = try reader.object(Self.memberNames)
        let filled = "a string that is not empty"
        let atLeast1 = "an integer of at least 1"
        let name = "a name that is not empty"
        let id = try assistant.id("id")
        self.init(
            id: id,
            name: try assistant.required("name", name).string(name),
            type: try assistant.required("type", "\"outbound\" or \"inbound\"").oneOf(Direction.self),
            mode: try assistant.optional("mode")?.string(filled) ?? Default.mode,
            status: try assistant.optional("status")?.string(filled) ?? Default.status,
            voiceID: try assistant.optional("voice_id")?.integer(1...Int64.max, atLeast1) ?? Default.voiceID,
            languageID: try assistant.optional("language_id")?.integer(1...Int64.max, atLeast1) ?? Default.languageID,
            timezone: try assistant.optional("timezone")?.timezone(where: isTimezone) ?? timezone,
            initialMessage: try assistant.optional("initial_message")?.text() ?? Default.initialMessage,
            systemPrompt: try assistant.optional("system_prompt")?.text() ?? Default.systemPrompt,
            variables: try assistant.optional("variables")?.variables() ?? .array([]),
            webhookURL: try assistant.optional("webhook_url")?.string(filled),
            isWebhookActive: try assistant.optional("is_webhook_active")?.boolean() ?? false,
            phoneNumberID: try assistant.optional("phone_number_id")?.integer(1...Int64.max, atLeast1),
            maxDuration: try assistant.optional("max_duration")?.integer(1...Int64.max, "seconds, at least 1")
                ?? Default.maxDuration,
            record: try assistant.optional("record")?.boolean() ?? false,
            uuid: try assistant.optional("uuid")?.string(filled),
            createdAt: try assistant.optional("created_at")?.timestamp() ?? Default.createdAt,
            updatedAt: try assistant.optional("updated_at")?.timestamp() ?? Default.createdAt,
            postCallSchema: try assistant.optional("post_call_schema").map(PostCallVariable.list) ?? [])
    }

    /// Writes all members. Those without a value are left out.
    func json() -> JSONValue {
        var object: JSONObject = [
            "id": .integer(id), "name": .string(name), "type": .string(type.rawValue), "mode": .string(mode),
            "status": .string(status), "voice_id": .integer(voiceID), "language_id": .integer(languageID),
            "timezone": .string(timezone), "initial_message": .string(initialMessage),
            "system_prompt": .string(systemPrompt), "variables": variables,
        ]
        if let webhookURL { object.append("webhook_url", .string(webhookURL)) }
        object.append("is_webhook_active", .bool(isWebhookActive))
        if let phoneNumberID { object.append("phone_number_id", .integer(phoneNumberID)) }
        object.append("max_duration", .integer(maxDuration))
        object.append("record", .bool(record))
        object.append("uuid", .string(uuid))
        object.append("created_at", .string(Timestamp.text(createdAt)))
        object.append("updated_at", .string(Timestamp.text(updatedAt)))
        object.append("post_call_schema", .array(postCallSchema.map { $0.json() }))
        return .object(object)
    }
}

extension PostCallVariable {
    static func list(_ reader: SeedReader) throws(SeedError) -> [PostCallVariable] {
        var variables: [PostCallVariable] = []
        var names: Set<ScalarString> = []
        for element in try reader.elements() {
            let variable = try PostCallVariable(element)
            guard names.insert(ScalarString(variable.name)).inserted else {
                throw SeedError(
                    path: "\(element.path).name", expected: "a name that is unique in this schema",
                    found: "\(SeedReader.quoted(variable.name)) twice")
            }
            variables.append(variable)
        }
        return variables
    }

    private init(_ reader: SeedReader) throws(SeedError) {
        let variable = try reader.object(["name", "type", "description"])
        let name = "a name that is not empty"
        self.init(
            name: try variable.required("name", name).string(name),
            type: try Self.kind(variable.required("type", "the variable's type")),
            description: try variable.optional("description")?.text())
    }

    /// Reads a type. `boolean` is an older name of `bool`; it is written as `bool`.
    private static func kind(_ reader: SeedReader) throws(SeedError) -> Kind {
        if case .string("boolean") = reader.value { return .bool }
        return try reader.oneOf(Kind.self)
    }

    func json() -> JSONValue {
        var object: JSONObject = ["name": .string(name), "type": .string(type.rawValue)]
        if let description { object.append("description", .string(description)) }
        return .object(object)
    }
}
