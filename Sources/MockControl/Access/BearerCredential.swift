/// Reading and hiding the key in an `Authorization` field (RFC 6750 §2.1).
enum BearerCredential {
    /// The key of `Bearer KEY`, the scheme compared without case; `nil` for any other value.
    static func key(_ authorization: String) -> String? {
        let parts = authorization.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1].drop { $0 == " " })
    }

    /// The same value with only the last four characters of the key left, and none of a key shorter than eight.
    static func masked(_ authorization: String) -> String {
        let parts = authorization.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2 else { return ending(of: authorization[...]) }
        return "\(parts[0]) \(ending(of: parts[1]))"
    }

    private static func ending(of key: Substring) -> String {
        key.count < 8 ? "…" : "…" + key.suffix(4)
    }
}
