/// Host and port as `Host` or an absolute target write them (RFC 3986 §3.2).
enum Authority {
    /// The host without its port, in lower case: `localhost:7357` → `localhost`, `[::1]:80` → `[::1]`.
    static func host(of authority: String) -> String {
        let lowered = authority.lowercased()
        if lowered.hasPrefix("["), let end = lowered.firstIndex(of: "]") {
            return String(lowered[...end])
        }
        return lowered.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init)
            ?? lowered
    }

    /// `localhost`, 127.0.0.0/8 (RFC 1122 §3.2.1.3) and `::1`.
    ///
    /// A name below `.localhost` is not: not every resolver keeps it local.
    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "[::1]" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { part in
                (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
                    && UInt8(part) != nil
            }
    }

    /// Whether a listed host is the one asked for; a listed IPv6 address may stand without its brackets.
    static func same(_ listed: String, _ host: String) -> Bool {
        let listed = listed.lowercased()
        return listed == host || "[\(listed)]" == host
    }
}
