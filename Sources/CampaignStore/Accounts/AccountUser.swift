/// The person who owns an account, as `GET /user/me` shows it.
package struct AccountUser: Sendable, Equatable {
    package var name: String
    package var email: String

    package init(name: String, email: String) {
        self.name = name
        self.email = email
    }

    /// The user of an account whose seed names none.
    ///
    /// The email address contains the account's name in lower case. Characters that need quotes in an address become
    /// hyphens.
    package init(ofAccount name: String) {
        let local = name.utf8.map { byte -> UInt8 in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 0x20
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): byte
            default: UInt8(ascii: "-")
            }
        }
        self.init(name: name, email: String(decoding: local, as: UTF8.self) + "@example.com")
    }
}

/// The form of an account's list of leads.
package enum LeadList: String, Sendable, CaseIterable {
    /// The paginator of the current API.
    case pages
    /// The bare array of the older API.
    case bare
}
