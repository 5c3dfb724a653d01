import CampaignMock
import Foundation

/// The file that tells a script which port was picked. It exists only while the mock listens.
struct PortFile: Sendable {
    let path: String

    /// Takes the path, and removes the file that an earlier mock left there: a script that waits for the file must not
    /// read the old port.
    ///
    /// - Throws: ``MockError`` when anything but a regular file lies there, which is left alone.
    init(replacing path: String) throws(MockError) {
        self.path = path
        guard let kind = try kindOfFile() else { return }
        guard kind == S_IFREG else { throw notReplaced(kind) }
        guard unlink(path) == 0 || errno == ENOENT else { throw notWritten(errno) }
    }

    /// Writes the port in one step: a reader sees the whole file or none.
    ///
    /// - Returns: what was written, to be removed at the end.
    /// - Throws: ``MockError`` when the file cannot be written, or when something else has taken its place.
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

    /// The file that this process has written.
    struct Written: Sendable {
        let path: String
        let content: [UInt8]
        let device: dev_t
        let inode: ino_t

        /// Removes the file, unless another one has taken its place.
        func remove() {
            var status = stat()
            // The number of a removed file can be given to a new one, so the content counts as well.
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_dev == device,
                status.st_ino == inode, FileManager.default.contents(atPath: path) == Data(content)
            else { return }
            unlink(path)
        }
    }

    /// The file type bits of what lies at the path, a symbolic link not followed; `nil` when nothing does.
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
            "The port file \(path) is \(name), so it was left alone: choose a path for a file of its own.")
    }

    private func notWritten(_ code: Int32) -> MockError {
        MockError(
            "The port file \(path) cannot be written (\(String(cString: strerror(code)))): "
                + "check that its directory exists and may be written to.")
    }
}
