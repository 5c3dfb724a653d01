/// Where the control plane lives, so that the API's own middleware leaves it alone.
package enum ControlPath {
    package static let prefix = "/_mock"

    package static func contains(_ path: String) -> Bool {
        path.hasPrefix(prefix)
            && (path.utf8.count == prefix.utf8.count
                || path.utf8.dropFirst(prefix.utf8.count).first == UInt8(ascii: "/"))
    }
}
