/// The credentials of the `Bearer` scheme: `Authorization: Bearer TOKEN` (RFC 6750 §2.1).
package enum BearerToken {
    /// Reads the token from the value of an `Authorization` header field.
    ///
    /// The scheme is compared without case (RFC 9110 §11.1). A token contains no space.
    ///
    /// - Returns: the token; `nil` if the scheme is another one or the value is malformed.
    package static func token(in credentials: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let space = UInt8(ascii: " ")
        let start = credentials.startIndex
        guard credentials.count > scheme.count, credentials[start + scheme.count] == space,
            // Bit 0x20 turns an ASCII capital into its small letter and turns no other byte into a small letter.
            scheme.indices.allSatisfy({ credentials[start + $0] | 0x20 == scheme[$0] })
        else { return nil }
        let token = credentials[(start + scheme.count)...].drop { $0 == space }
        return token.isEmpty || token.contains(space) ? nil : token
    }

    private static let scheme = Array("bearer".utf8)
}
