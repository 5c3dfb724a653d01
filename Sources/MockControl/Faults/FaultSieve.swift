import Synchronization

/// Tells of most requests that no fault can mean them, by method and path alone.
///
/// Each method and path is one bit of 64; what several share only costs a closer look. No lock and no reference is
/// touched: with those, cores that serve requests at the same time wait for each other's caches.
struct FaultSieve: ~Copyable {
    private let methods = Atomic<UInt64>(0)
    private let paths = Atomic<UInt64>(0)

    /// Whether there is any fault to ask.
    var isOpen: Bool { paths.load(ordering: .relaxed) != 0 }

    /// `false` when no fault that can still fire means a request like this one.
    ///
    /// - Parameter path: in its normal form.
    func lets(method: String, path: String) -> Bool {
        let paths = paths.load(ordering: .relaxed)
        guard paths != 0, methods.load(ordering: .relaxed) & Self.bit(method.utf8.span) != 0 else { return false }
        // Where any path is meant, the request's need not be looked at.
        return paths == .max || paths & Self.bit(path.utf8.span) != 0
    }

    /// Begins to let through what these matches mean, and nothing else.
    func fit(_ matches: some Sequence<RequestMatch>) {
        var (methodBits, pathBits): (UInt64, UInt64) = (0, 0)
        for match in matches {
            methodBits |= match.method.map { Self.bit($0.utf8.span) } ?? .max
            pathBits |= match.path?.onlyPath.map { Self.bit($0.utf8.span) } ?? .max
        }
        methods.store(methodBits, ordering: .relaxed)
        paths.store(pathBits, ordering: .relaxed)
    }

    /// The length and the last bytes tell methods and paths apart well enough.
    private static func bit(_ text: Span<UInt8>) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: text.count)
        for index in max(0, text.count - 8)..<text.count { hash = (hash &* 31) &+ UInt64(text[index]) }
        return 1 << ((hash &* 0x9E37_79B9_7F4A_7C15) >> 58)
    }
}

extension RequestMatch {
    /// The method that a request must have, if one is named.
    fileprivate var method: String? {
        criteria.lazy.compactMap { if case .method(let method) = $0 { method } else { nil } }.first
    }

    /// The path that a request must have, if one is named.
    fileprivate var path: PathPattern? {
        criteria.lazy.compactMap { if case .path(let pattern) = $0 { pattern } else { nil } }.first
    }
}
