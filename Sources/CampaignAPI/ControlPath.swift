import HTTPServer

/// Where the control plane lives, so that the API's own middleware leaves it alone.
package enum ControlPath {
    package static let prefix = "/_mock"

    /// Whether the router takes a path to the control plane.
    ///
    /// Compares the first segment decoded, as the router does: `/%5Fmock` must not be the API to those who stand before it.
    package static func contains(_ path: Span<UInt8>) -> Bool {
        let slash = UInt8(ascii: "/")
        guard !path.isEmpty, path[0] == slash else { return false }
        var end = 1
        var isEncoded = false
        while end < path.count, path[end] != slash {
            isEncoded = isEncoded || path[end] == UInt8(ascii: "%")
            end += 1
        }
        let segment = path.extracting(1..<end)
        return isEncoded ? isName(PercentEncoding.decode(segment).span) : isName(segment)
    }

    private static func isName(_ segment: Span<UInt8>) -> Bool {
        guard segment.count == prefix.utf8.count - 1 else { return false }
        return zip(segment.indices, prefix.utf8.dropFirst()).allSatisfy { segment[$0] == $1 }
    }
}
