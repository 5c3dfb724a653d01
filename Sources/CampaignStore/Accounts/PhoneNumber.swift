/// A number the account may call from.
package struct PhoneNumber: Sendable, Equatable {
    /// From 1; of its account alone.
    package var id: Int64
    /// As the seed wrote it, `+15550100001` for one.
    package var phoneNumber: String

    package init(id: Int64, phoneNumber: String) {
        self.id = id
        self.phoneNumber = phoneNumber
    }
}
