/// A phone number from which the account may call.
package struct PhoneNumber: Sendable, Equatable {
    /// At least 1 and unique in the account.
    package var id: Int64
    /// The number as written in the seed, such as `+15550100001`.
    package var phoneNumber: String

    package init(id: Int64, phoneNumber: String) {
        self.id = id
        self.phoneNumber = phoneNumber
    }
}
