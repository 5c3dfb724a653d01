import Foundation

/// Reads files that the user names. A file may be a named pipe.
enum FileBytes {
    /// Reads a whole file.
    ///
    /// - Parameters:
    ///   - path: The file's path.
    ///   - name: The subject of the error message, such as `The seed file seed.json`.
    /// - Throws: ``MockError`` with the system's reason when the file cannot be read.
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
