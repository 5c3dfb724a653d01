import HTTPServer

/// Where the control plane lives, so that the API's own middleware leaves it alone.
package enum ControlPath {
    package static let prefix = "/_mock"

    /// Whether the router takes a path to the control plane.
    ///
    /// Compares the first segment decoded, as the router does: `/%5Fmock` must not be the API to those who stand before it.
    package static func contains(_ path: String) -> Bool {
        var path = path
        return path.withUTF8 { bytes in
            let slash = UInt8(ascii: "/")
            guard bytes.first == slash else { return false }
            var end = 1
            var isEncoded = false
            while end < bytes.count, bytes[end] != slash {
                isEncoded = isEncoded || bytes[end] == UInt8(ascii: "%")
                end += 1
            }
            let segment = bytes[1..<end]
            let name = prefix.utf8.dropFirst()
            guard isEncoded else { return segment.count == name.count && segment.elementsEqual(name) }
            return PercentEncoding.decode(Array(segment).span).elementsEqual(name)
        }
    }
}
