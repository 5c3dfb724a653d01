import Foundation

/// A host as written in a URI, a `Host` header field or on a command line (RFC 3986 §3.2.2).
///
/// Different spellings of one address are equal: `::1` equals `[0:0:0:0:0:0:0:1]`, and `127.0.0.1` equals
/// `::ffff:127.0.0.1`. Names are compared without case. A final dot is left out.
package enum URIHost: Sendable, Hashable {
    /// Four bytes in network byte order.
    case ipv4([UInt8])
    /// Sixteen bytes in network byte order. IPv4-mapped addresses are ``ipv4(_:)`` instead.
    case ipv6([UInt8])
    /// A name in lower case, or an IPv6 address with a zone, because a zone has a meaning on this machine only.
    case name(String)

    /// Reads a host.
    ///
    /// - Parameter text: a host without a port. The brackets around an IPv6 address are optional.
    package init(_ text: String) {
        var text = text.lowercased()
        if text.hasPrefix("["), text.hasSuffix("]") { text = String(text.dropFirst().dropLast()) }
        if text.hasSuffix("."), text.count > 1, !text.contains(":") { text.removeLast() }
        if let address = Self.bytes(of: text, AF_INET, count: 4) ?? Self.bytes(of: text, AF_INET6, count: 16),
            let host = URIHost(bytes: address)
        {
            self = host
        } else {
            self = .name(text)
        }
    }

    /// Creates the host from an address in network byte order; `nil` unless `bytes` has 4 or 16 elements.
    package init?(bytes: [UInt8]) {
        switch bytes.count {
        case 4: self = .ipv4(bytes)
        case 16: self = bytes.starts(with: Self.mappedPrefix) ? .ipv4(Array(bytes[12...])) : .ipv6(bytes)
        default: return nil
        }
    }

    /// Reads the host from an authority such as `localhost:7357` or `[::1]:7357`, without the port.
    package init(authority: String) {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            self.init(String(authority[...end]))
        } else {
            self.init(String(authority.prefix { $0 != ":" }))
        }
    }

    /// Whether the host is a loopback address: 127.0.0.0/8 (RFC 1122 §3.2.1.3), `::1` or the name `localhost`.
    ///
    /// `false` for names under `localhost`, because not every resolver keeps them local. `false` for names that begin
    /// with `127.` but are no address.
    package var isLoopback: Bool {
        switch self {
        case .ipv4(let bytes): bytes.first == 127
        case .ipv6(let bytes): bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
        case .name(let name): name == "localhost"
        }
    }

    /// Whether the host is the unspecified address, `0.0.0.0` or `::`, which means all addresses of this machine.
    package var isUnspecified: Bool {
        switch self {
        case .ipv4(let bytes), .ipv6(let bytes): bytes.allSatisfy { $0 == 0 }
        case .name: false
        }
    }

    /// Whether the host is an IPv6 address of one link, fe80::/10, without a zone that says which (RFC 4291 §2.5.6).
    package var isLinkLocal: Bool {
        guard case .ipv6(let bytes) = self, bytes.count == 16 else { return false }
        return bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80
    }

    /// The host as written in a URI. An IPv6 address is in brackets and in its short form (RFC 5952).
    package var text: String {
        switch self {
        case .ipv4(let bytes): bytes.map(String.init).joined(separator: ".")
        case .ipv6(let bytes): "[\(Self.text(ofIPv6: bytes))]"
        // RFC 6874 §2: in a URI, an escaped percent sign separates the address and the zone.
        case .name(let name): name.contains(":") ? "[\(name.replacing("%", with: "%25"))]" : name
        }
    }

    /// The first twelve bytes of an IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2).
    private static let mappedPrefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

    private static func bytes(of text: String, _ family: Int32, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }

    private static func text(ofIPv6 bytes: [UInt8]) -> String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, bytes, &text, socklen_t(text.count)) != nil else { return "" }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
