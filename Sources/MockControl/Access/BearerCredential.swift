/// Masks the key in an `Authorization` field (RFC 6750 §2.1).
enum BearerCredential {
    /// The value with the key masked.
    ///
    /// The key's last four characters stay visible. A key of less than eight characters is masked completely.
    static func masked(_ authorization: String) -> String {
        let parts = authorization.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2 else { return ending(of: authorization[...]) }
        return "\(parts[0]) \(ending(of: parts[1]))"
    }

    /// The scheme as it was sent, such as `Bearer` or `bearer`; `nil` for a value of another scheme or without a key.
    static func scheme(of authorization: String) -> Substring? {
        let parts = authorization.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        return parts.count == 2 && parts[0].lowercased() == "bearer" ? parts[0] : nil
    }

    /// Masks a key without a scheme.
    static func ending(of key: Substring) -> String {
        key.count < 8 ? "…" : "…" + key.suffix(4)
    }
}
