import HTTPServer

/// Where the control plane lives, so that the API's own middleware leaves it alone.
package enum ControlPath {
    package static let prefix = "/_mock"

    /// Whether the router takes a path to the control plane.
    ///
    /// Compares the first segment decoded, as the router does: `/%5Fmock` must not be the API to those who stand before it.
    package static func contains(_ path: String) -> Bool {
        let slash = UInt8(ascii: "/")
        guard path.utf8.first == slash else { return false }
        let segment = path.utf8.dropFirst().prefix { $0 != slash }
        let name = prefix.utf8.dropFirst()
        if segment.elementsEqual(name) { return true }
        guard segment.contains(UInt8(ascii: "%")) else { return false }
        return PercentEncoding.decode(Array(segment).span).elementsEqual(name)
    }
}
