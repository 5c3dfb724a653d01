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
}
