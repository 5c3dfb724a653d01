import CampaignStore

/// An account of the mock, as it was when it was read.
public struct MockAccount: Sendable, Equatable {
    /// A voice assistant. Only an outbound one can run a campaign.
    public struct Assistant: Sendable, Equatable {
        /// Unique in the account. A new account has the demo account's assistants with their ids, such as 129.
        public let id: Int
        /// The assistant's name.
        public let name: String
        /// Whether the assistant makes calls; `false` for one that takes calls.
        public let isOutbound: Bool
        /// The id of the account's phone number from which it calls; `nil` for none.
        public let phoneNumberID: Int?
    }

    /// A phone number from which the account may call.
    public struct PhoneNumber: Sendable, Equatable {
        /// Unique in the account.
        public let id: Int
        /// The number as written in the seed, such as `+15550100001`.
        public let number: String
    }

    /// The id of the account's row. No other account gets it while the mock runs.
    package let id: Int64
    /// The account's name, unique in the mock.
    public let name: String
    /// The API keys. No two accounts share one.
    public let keys: [String]
    /// The plan with all its limits.
    public let plan: MockPlan
    /// The default time zone of its campaigns, such as `America/New_York`.
    public let timezone: String
    /// The money left for calls. An account whose balance is not above 0 cannot start a campaign.
    public let balance: Double
    /// The owner's name, as `GET /user/me` shows it.
    public let userName: String
    /// The owner's email address.
    public let email: String
    /// The account's own clock; `nil` when it follows the mock's clock.
    public let clock: MockClockMode?
    /// The assistants in the order of the seed.
    public let assistants: [Assistant]
    /// The phone numbers in the order of the seed.
    public let phoneNumbers: [PhoneNumber]

    /// The first API key; empty for an account without keys.
    public var key: String { keys.first ?? "" }
}

extension MockAccount {
    init(_ account: Account) {
        id = account.id
        name = account.name
        keys = account.apiKeys
        plan = MockPlan(account.plan)
        timezone = account.timezone
        balance = account.definition.balance
        userName = account.definition.user.name
        email = account.definition.user.email
        clock = account.definition.clock.map(MockClockMode.init)
        assistants = account.assistants.map { assistant in
            Assistant(
                id: Int(assistant.id), name: assistant.name, isOutbound: assistant.type == .outbound,
                phoneNumberID: assistant.phoneNumberID.map { Int($0) })
        }
        phoneNumbers = account.phoneNumbers.map { PhoneNumber(id: Int($0.id), number: $0.phoneNumber) }
    }
}
