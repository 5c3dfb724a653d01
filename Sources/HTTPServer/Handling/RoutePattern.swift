import Base

/// The path of a route, with parameters, such as `/_mock/campaigns/{id}`.
///
/// A parameter `{name}` matches one complete segment that is not empty. Slashes at the end of a pattern are ignored.
struct RoutePattern: Sendable, Equatable {
    private enum Segment: Sendable, Equatable {
        /// A segment in the normal form of ``RequestPath``.
        case literal([UInt8])
        case parameter(String)
    }

    private let segments: [Segment]
    /// The path of a pattern without parameters; `nil` for other patterns. One comparison of the complete path is faster.
    private let onlyPath: [UInt8]?

    /// - Parameter pattern: the path; its literal segments are not percent-encoded.
    init(_ pattern: String) {
        segments = pattern.split(separator: "/").map { segment in
            if segment.hasPrefix("{"), segment.hasSuffix("}") {
                .parameter(String(segment.dropFirst().dropLast()))
            } else {
                .literal(Self.normal(segment))
            }
        }
        onlyPath = Self.onlyPath(segments)
    }

    /// Encodes percent signs, as the normal form of a path does.
    private static func normal(_ segment: Substring) -> [UInt8] {
        segment.utf8.flatMap { $0 == UInt8(ascii: "%") ? Array("%25".utf8) : [$0] }
    }

    private static func onlyPath(_ segments: [Segment]) -> [UInt8]? {
        var path: [UInt8] = []
        for segment in segments {
            guard case .literal(let name) = segment else { return nil }
            path.append(UInt8(ascii: "/"))
            path += name
        }
        return path.isEmpty ? [UInt8(ascii: "/")] : path
    }

    /// Whether the router tries this pattern before another one.
    ///
    /// The first segment at which only one of the patterns has a literal decides; the pattern with the literal goes first.
    func isMoreSpecific(than other: RoutePattern) -> Bool {
        for (own, others) in zip(segments, other.segments) {
            switch (own, others) {
            case (.literal, .parameter): return true
            case (.parameter, .literal): return false
            default: continue
            }
        }
        return false
    }

    /// The values of the parameters in a path; `nil` when the path does not match.
    ///
    /// - Parameter path: in the normal form of ``RequestPath``.
    func match(_ path: Span<UInt8>) -> PathParameters? {
        if let onlyPath { return path.equals(onlyPath) ? PathParameters() : nil }
        var parameters = PathParameters()
        var start = 0
        for segment in segments {
            guard start < path.count, path[start] == UInt8(ascii: "/") else { return nil }
            start += 1
            var end = start
            while end < path.count, path[end] != UInt8(ascii: "/") { end += 1 }
            let found = path.extracting(start..<end)
            switch segment {
            case .literal(let name): guard found.equals(name) else { return nil }
            case .parameter(let name):
                guard !found.isEmpty else { return nil }
                parameters.append(name, String(decoding: PercentEncoding.decode(found), as: UTF8.self))
            }
            start = end
        }
        return start == path.count ? parameters : nil
    }
}

extension Span<UInt8> {
    fileprivate func equals(_ bytes: [UInt8]) -> Bool {
        guard count == bytes.count else { return false }
        for index in indices where self[index] != bytes[index] { return false }
        return true
    }
}
