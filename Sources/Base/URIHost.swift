import Foundation

/// A host as a URI, a `Host` header field or a command line names it (RFC 3986 §3.2.2).
///
/// Two spellings of one address are equal: `::1` and `[0:0:0:0:0:0:0:1]`, `127.0.0.1` and `::ffff:127.0.0.1`. Names are
/// compared without case and without the dot that may end a full name.
package enum URIHost: Sendable, Hashable {
    /// The four bytes, the first of the text first.
    case ipv4([UInt8])
    /// The sixteen bytes of an address that stands for no IPv4 address.
    case ipv6([UInt8])
    /// In lower case, or an IPv6 address with a zone, which only this machine can read.
    case name(String)

    /// - Parameter text: a host without a port; an IPv6 address with or without brackets.
    package init(_ text: String) {
        var text = text.lowercased()
        if text.hasPrefix("["), text.hasSuffix("]") { text = String(text.dropFirst().dropLast()) }
        if let address = Self.bytes(of: text, AF_INET, count: 4) ?? Self.bytes(of: text, AF_INET6, count: 16),
            let host = URIHost(bytes: address)
        {
            self = host
        } else {
            if text.hasSuffix("."), text.count > 1 { text.removeLast() }
            self = .name(text)
        }
    }

    /// An address in network byte order; `nil` unless it has 4 or 16 bytes.
    package init?(bytes: [UInt8]) {
        switch bytes.count {
        case 4: self = .ipv4(bytes)
        case 16: self = bytes.starts(with: Self.mappedPrefix) ? .ipv4(Array(bytes[12...])) : .ipv6(bytes)
        default: return nil
        }
    }

    /// The host of an authority such as `localhost:7357` or `[::1]:7357`, its port left out.
    package init(authority: String) {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            self.init(String(authority[...end]))
        } else {
            self.init(String(authority.prefix { $0 != ":" }))
        }
    }

    /// Whether it names this machine alone: 127.0.0.0/8 (RFC 1122 §3.2.1.3), `::1` and `localhost`.
    ///
    /// A name below `localhost` does not count, since not every resolver keeps it local, nor does a name that begins
    /// with `127.`.
    package var isLoopback: Bool {
        switch self {
        case .ipv4(let bytes): bytes.first == 127
        case .ipv6(let bytes): bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
        case .name(let name): name == "localhost"
        }
    }

    /// Whether it stands for all addresses of this machine: `0.0.0.0` or `::`.
    package var isUnspecified: Bool {
        switch self {
        case .ipv4(let bytes), .ipv6(let bytes): bytes.allSatisfy { $0 == 0 }
        case .name: false
        }
    }

    /// As it stands in a URI: an IPv6 address in brackets and in its short form (RFC 5952).
    package var text: String {
        switch self {
        case .ipv4(let bytes): bytes.map(String.init).joined(separator: ".")
        case .ipv6(let bytes): "[\(Self.text(ofIPv6: bytes))]"
        // RFC 6874 §2: the zone of an address follows an escaped percent sign.
        case .name(let name): name.contains(":") ? "[\(name.replacing("%", with: "%25"))]" : name
        }
    }

    /// How an IPv4 address begins as an IPv6 one (RFC 4291 §2.5.5.2).
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
