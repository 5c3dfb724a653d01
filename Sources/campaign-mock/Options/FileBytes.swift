import CampaignMock
import Foundation

/// The bytes of a file that the user names, which may be a pipe.
enum FileBytes {
    /// Reads all of it.
    ///
    /// - Parameter name: what it is to its user, such as `The seed file seed.json`.
    /// - Throws: ``MockError`` with the system's reason.
    static func read(_ path: String, named name: String) throws(MockError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw unreadable(name, errno) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Foundation.read(file, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count > 0 {
                bytes += chunk[..<count]
            } else if errno != EINTR {
                throw unreadable(name, errno)
            }
        }
    }

    private static func unreadable(_ name: String, _ code: Int32) -> MockError {
        MockError("\(name) cannot be read (\(String(cString: strerror(code)))): check its path and permissions.")
    }
}
