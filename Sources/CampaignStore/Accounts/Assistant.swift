package import JSON

/// A voice assistant, which makes calls (outbound) or takes calls (inbound).
///
/// Only an outbound assistant can run a campaign.
package struct Assistant: Sendable, Equatable {
    package enum Direction: String, Sendable, CaseIterable {
        case outbound, inbound
    }

    /// At least 1 and unique in the account. Two accounts may each have an assistant 127.
    package var id: Int64
    package var name: String
    package var type: Direction
    /// The kind of speech engine, such as `pipeline`.
    package var mode: String
    /// Such as `active`.
    package var status: String
    package var voiceID: Int64
    package var languageID: Int64
    /// A name of the timezone database.
    package var timezone: String
    package var initialMessage: String
    package var systemPrompt: String
    /// An object or a list with elements, or an empty list: the forms of an array in the API's language.
    package var variables: JSONValue
    package var webhookURL: String?
    package var isWebhookActive: Bool
    /// The id of one of the account's phone numbers. A campaign without numbers of its own calls from this one.
    package var phoneNumberID: Int64?
    /// In seconds.
    package var maxDuration: Int64
    /// Whether calls are recorded.
    package var record: Bool
    package var uuid: String
    /// In Unix seconds.
    package var createdAt: Int64
    /// In Unix seconds.
    package var updatedAt: Int64
    /// The variables that the assistant sets after a call, in the order of the seed.
    package var postCallSchema: [PostCallVariable]

    /// - Parameter uuid: `nil` for ``defaultUUID(id:)``.
    package init(
        id: Int64, name: String, type: Direction, mode: String = Default.mode, status: String = Default.status,
        voiceID: Int64 = Default.voiceID, languageID: Int64 = Default.languageID, timezone: String = "UTC",
        initialMessage: String = Default.initialMessage, systemPrompt: String = Default.systemPrompt,
        variables: JSONValue = .array([]), webhookURL: String? = nil, isWebhookActive: Bool = false,
        phoneNumberID: Int64? = nil, maxDuration: Int64 = Default.maxDuration, record: Bool = false,
        uuid: String? = nil, createdAt: Int64 = Default.createdAt, updatedAt: Int64 = Default.createdAt,
        postCallSchema: [PostCallVariable] = []
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.mode = mode
        self.status = status
        self.voiceID = voiceID
        self.languageID = languageID
        self.timezone = timezone
        self.initialMessage = initialMessage
        self.systemPrompt = systemPrompt
        self.variables = variables
        self.webhookURL = webhookURL
        self.isWebhookActive = isWebhookActive
        self.phoneNumberID = phoneNumberID
        self.maxDuration = maxDuration
        self.record = record
        self.uuid = uuid ?? Self.defaultUUID(id: id)
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.postCallSchema = postCallSchema
    }

    /// The values of members that a seed omits.
    package enum Default {
        package static let mode = "pipeline"
        package static let status = "active"
        package static let voiceID: Int64 = 1
        package static let languageID: Int64 = 1
        package static let initialMessage = "Hello!"
        package static let systemPrompt = "You are a friendly assistant on the phone."
        /// In seconds.
        package static let maxDuration: Int64 = 600
        /// 2026-01-01T00:00:00Z. It is fixed, so that two mocks with the same seed answer alike.
        package static let createdAt: Int64 = 1_767_225_600
    }

    /// Returns the UUID of an assistant whose seed has none. It contains the id, so it is the same in every run.
    package static func defaultUUID(id: Int64) -> String {
        let bits = UInt64(bitPattern: id)
        return
            "\(hexadecimal(bits >> 48, digits: 8))-0000-4000-8000-\(hexadecimal(bits & 0xFFFF_FFFF_FFFF, digits: 12))"
    }

    private static func hexadecimal(_ value: UInt64, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}

/// One variable of an assistant's post-call schema.
package struct PostCallVariable: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case bool, string, integer, number
    }

    package var name: String
    package var type: Kind
    package var description: String?

    package init(name: String, type: Kind, description: String? = nil) {
        self.name = name
        self.type = type
        self.description = description
    }
}
