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
    /// The variables that the assistant sets after a call, in the order of the seed.
    package var postCallSchema: [PostCallVariable]

    package init(id: Int64, name: String, type: Direction, postCallSchema: [PostCallVariable] = []) {
        self.id = id
        self.name = name
        self.type = type
        self.postCallSchema = postCallSchema
    }
}

/// One variable of an assistant's post-call schema.
package struct PostCallVariable: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case boolean, string, integer, number
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
