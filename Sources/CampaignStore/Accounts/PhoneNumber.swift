/// A phone number from which the account may call.
package struct PhoneNumber: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case normal, sip
        /// A number of the user's own telephone. The platform shows it to the person who is called.
        case callerID = "caller_id"
    }

    /// At least 1 and unique in the account.
    package var id: Int64
    /// The number as written in the seed, such as `+15550100001`.
    package var phoneNumber: String
    /// The country's two letters, such as `US`.
    package var countryCode: String
    package var type: Kind
    package var smsCapable: Bool
    /// The part of the country, such as `New York`.
    package var region: String?
    /// In Unix seconds.
    package var createdAt: Int64

    package init(
        id: Int64, phoneNumber: String, countryCode: String = Default.countryCode, type: Kind = .normal,
        smsCapable: Bool = Default.smsCapable, region: String? = nil, createdAt: Int64 = Assistant.Default.createdAt
    ) {
        self.id = id
        self.phoneNumber = phoneNumber
        self.countryCode = countryCode
        self.type = type
        self.smsCapable = smsCapable
        self.region = region
        self.createdAt = createdAt
    }

    /// The values of members that a seed omits.
    package enum Default {
        package static let countryCode = "US"
        package static let smsCapable = true
    }
}
