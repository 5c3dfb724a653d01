import Base

/// The path of a route, with parameters, such as `/_mock/campaigns/{id}`.
///
/// A parameter `{name}` matches one complete segment that is not empty, or only a positive number. Slashes at the end of
/// a pattern are ignored.
package struct RoutePattern: Sendable, Equatable {
    private enum Segment: Sendable, Equatable {
        /// A segment in the normal form of ``RequestPath``.
        case literal([UInt8])
        case parameter(String)
        /// Matches `[1-9][0-9]*` only.
        case number(String)
    }

    private let segments: [Segment]
    /// The path of a pattern without parameters; `nil` for other patterns. One comparison of the complete path is faster.
    private let onlyPath: [UInt8]?

    /// - Parameters:
    ///   - pattern: the path; its literal segments are not percent-encoded.
    ///   - numbers: the names of the parameters that match `[1-9][0-9]*` only.
    package init(_ pattern: String, numbers: [String] = []) {
        segments = pattern.split(separator: "/").map { segment in
            guard segment.hasPrefix("{"), segment.hasSuffix("}") else { return .literal(Self.normal(segment)) }
            let name = String(segment.dropFirst().dropLast())
            return numbers.contains(name) ? .number(name) : .parameter(name)
        }
        onlyPath = Self.onlyPath(segments)
    }

    package static func == (one: RoutePattern, other: RoutePattern) -> Bool {
        one.onlyPath == other.onlyPath && (one.onlyPath != nil || one.segments == other.segments)
    }

    /// Encodes percent signs, as the normal form of a path does.
    private static func normal(_ segment: Substring) -> [UInt8] {
        guard segment.utf8.contains(UInt8(ascii: "%")) else { return Array(segment.utf8) }
        return segment.utf8.flatMap { $0 == UInt8(ascii: "%") ? Array("%25".utf8) : [$0] }
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
    /// The first segment of different kinds decides: a literal goes before a number, and a number before any segment.
    func isMoreSpecific(than other: RoutePattern) -> Bool {
        // Most pairs of a mock's routes, of which each start compares thousands.
        if onlyPath != nil, other.onlyPath != nil { return false }
        for (own, others) in zip(segments, other.segments) {
            switch (own, others) {
            case (.literal, .parameter), (.literal, .number), (.number, .parameter): return true
            case (.parameter, .literal), (.number, .literal), (.parameter, .number): return false
            default: continue
            }
        }
        return false
    }

    /// Whether a path has this pattern.
    package func matches(_ path: RequestPath) -> Bool { match(path.bytes.span) != nil }

    /// The values of the parameters in a path; `nil` when the path does not match.
    ///
    /// - Parameter path: in the normal form of ``RequestPath``.
    func match(_ path: Span<UInt8>) -> PathParameters? {
        if let onlyPath {
            // Most routes have another length, so nothing else is looked at.
            return path.count == onlyPath.count && path.hasSameBytes(as: onlyPath.span) ? PathParameters() : nil
        }
        var parameters = PathParameters()
        var start = 0
        for segment in segments {
            guard start < path.count, path[start] == UInt8(ascii: "/") else { return nil }
            start += 1
            var end = start
            while end < path.count, path[end] != UInt8(ascii: "/") { end += 1 }
            let found = path.extracting(start..<end)
            switch segment {
            case .literal(let name): guard found.hasSameBytes(as: name.span) else { return nil }
            case .parameter(let name):
                guard !found.isEmpty else { return nil }
                parameters.append(name, String(decoding: PercentEncoding.decode(found), as: UTF8.self))
            case .number(let name):
                guard found.isPositiveNumber else { return nil }
                parameters.append(name, String(decoding: PercentEncoding.decode(found), as: UTF8.self))
            }
            start = end
        }
        return start == path.count ? parameters : nil
    }
}

extension Span<UInt8> {
    /// Whether the text is `[1-9][0-9]*`.
    fileprivate var isPositiveNumber: Bool {
        guard !isEmpty, self[0] != UInt8(ascii: "0") else { return false }
        for index in indices where self[index] < UInt8(ascii: "0") || self[index] > UInt8(ascii: "9") { return false }
        return true
    }
}
