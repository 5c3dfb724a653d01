/// The credentials of the `Bearer` scheme: `Authorization: Bearer TOKEN` (RFC 6750 §2.1).
package enum BearerToken {
    /// The token in the value of an Authorization field.
    ///
    /// The scheme is compared without case (RFC 9110 §11.1). A token holds no space.
    ///
    /// - Returns: `nil` for another scheme and for a malformed value.
    package static func token(in credentials: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let space = UInt8(ascii: " ")
        let start = credentials.startIndex
        guard credentials.count > scheme.count, credentials[start + scheme.count] == space,
            // Setting bit 0x20 makes capital letters small, and makes no other byte a letter.
            scheme.indices.allSatisfy({ credentials[start + $0] | 0x20 == scheme[$0] })
        else { return nil }
        let token = credentials[(start + scheme.count)...].drop { $0 == space }
        return token.isEmpty || token.contains(space) ? nil : token
    }

    private static let scheme = Array("bearer".utf8)
}
