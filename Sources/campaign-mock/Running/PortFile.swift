import CampaignMock
import Foundation

/// A file that holds the port as decimal text with a line feed, for scripts. It exists only while the mock listens.
struct PortFile: Sendable {
    let path: String

    /// Removes the file of an earlier mock at `path`, so that a script cannot read the old port.
    ///
    /// - Throws: ``MockError`` when the path names anything except a regular file, or the file cannot be removed.
    init(replacing path: String) throws(MockError) {
        self.path = path
        guard let kind = try kindOfFile() else { return }
        guard kind == S_IFREG else { throw notReplaced(kind) }
        guard unlink(path) == 0 || errno == ENOENT else { throw notWritten(errno) }
    }

    /// Writes the port atomically: a reader sees the whole file or no file.
    ///
    /// - Returns: The written file. The caller removes it when the mock stops.
    /// - Throws: ``MockError`` when the file cannot be written, or the path now names anything except a regular file.
    func write(port: Int) throws(MockError) -> Written {
        let content = Array("\(port)\n".utf8)
        let temporary = "\(path).\(getpid()).\(UInt32.random(in: .min ... .max))"
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw notWritten(errno) }
        var status = stat()
        let code =
            Foundation.write(file, content, content.count) == content.count && fstat(file, &status) == 0 ? 0 : errno
        close(file)
        do throws(MockError) {
            guard code == 0 else { throw notWritten(code) }
            if let kind = try kindOfFile(), kind != S_IFREG { throw notReplaced(kind) }
            guard rename(temporary, path) == 0 else { throw notWritten(errno) }
        } catch {
            unlink(temporary)
            throw error
        }
        return Written(path: path, content: content, device: status.st_dev, inode: status.st_ino)
    }

    /// The port file that this process has written.
    struct Written: Sendable {
        let path: String
        let content: [UInt8]
        let device: dev_t
        let inode: ino_t

        /// Removes the file, unless another process has replaced or changed it.
        func remove() {
            var status = stat()
            // The file system may reuse the inode number of a removed file, so the content must match too.
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_dev == device,
                status.st_ino == inode, FileManager.default.contents(atPath: path) == Data(content)
            else { return }
            unlink(path)
        }
    }

    /// Reads the file type bits (`S_IFMT`) of the path. It does not follow a symbolic link.
    ///
    /// - Returns: `nil` when the path does not exist.
    private func kindOfFile() throws(MockError) -> mode_t? {
        var status = stat()
        if lstat(path, &status) == 0 { return status.st_mode & S_IFMT }
        guard errno == ENOENT else { throw notWritten(errno) }
        return nil
    }

    private func notReplaced(_ kind: mode_t) -> MockError {
        let name =
            switch kind {
            case S_IFDIR: "a directory"
            case S_IFLNK: "a symbolic link"
            case S_IFIFO: "a named pipe"
            case S_IFSOCK: "a socket"
            default: "a device"
            }
        return MockError(
            "The port file \(path) is \(name) and was not replaced: choose a path that does not exist yet.")
    }

    private func notWritten(_ code: Int32) -> MockError {
        MockError(
            "The port file \(path) cannot be written (\(String(cString: strerror(code)))): "
                + "check that its directory exists and is writable.")
    }
}
