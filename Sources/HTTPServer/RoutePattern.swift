/// A path with places for values: `/_mock/campaigns/{id}`.
///
/// `{name}` takes a whole segment and never an empty one. Slashes at the end count for nothing.
struct RoutePattern: Sendable, Equatable {
    enum Segment: Sendable, Equatable {
        case literal([UInt8])
        case parameter(String)
    }

    let segments: [Segment]

    init(_ pattern: String) {
        segments = pattern.split(separator: "/").map { segment in
            if segment.hasPrefix("{"), segment.hasSuffix("}") {
                .parameter(String(segment.dropFirst().dropLast()))
            } else {
                .literal(Array(segment.utf8))
            }
        }
    }

    /// The path of a pattern without places, as whoever escapes nothing needlessly sends it; `nil` for any other pattern.
    var onlyPath: [UInt8]? {
        var path: [UInt8] = []
        for segment in segments {
            // What has a percent sign here is sent with it escaped.
            guard case .literal(let name) = segment, !name.contains(UInt8(ascii: "%")) else { return nil }
            path.append(UInt8(ascii: "/"))
            path += name
        }
        return path
    }
}
