import CampaignMock
import Foundation

/// A file that the program writes as a whole, such as that of `campaign-mock exec --export`.
struct ExportFile: Sendable {
    let path: String
    /// The flag or command that names the file, for messages.
    private let flag: String

    /// Checks, before anything starts, that the file can be written.
    ///
    /// - Throws: ``MockError`` when the path names anything except a regular file or nothing, or its folder does not
    ///   exist or is not writable.
    init(_ path: String, of flag: String = "--export") throws(MockError) {
        guard !path.isEmpty else { throw MockError("\(flag) is empty. Give it the path of a file.") }
        self.path = path
        self.flag = flag
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw MockError(
                "The file \(path) of \(flag) is no regular file and would not be replaced: choose another path.")
        }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw MockError("The folder \(folder) of \(flag) does not exist: make it, or choose another path.")
        }
        guard access(folder, W_OK | X_OK) == 0 else { throw notWritten(errno) }
    }

    /// Replaces the file in one step: a reader sees the old file or the whole new one.
    ///
    /// - Throws: ``MockError`` when the file cannot be written. Nothing is left behind then.
    func write(_ content: [UInt8]) throws(MockError) {
        let temporary = "\(path).\(getpid()).\(UInt32.random(in: .min ... .max))"
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw notWritten(errno) }
        var code = StreamWriter(descriptor: file).write(content[...]).error
        // A network file system may tell only here that the disk is full.
        if close(file) != 0, code == nil { code = errno }
        if code == nil, rename(temporary, path) != 0 { code = errno }
        guard let code else { return }
        unlink(temporary)
        throw notWritten(code)
    }

    private func notWritten(_ code: Int32) -> MockError {
        MockError(
            "The file \(path) of \(flag) cannot be written (\(String(cString: strerror(code)))): check that its "
                + "folder is writable and has room.")
    }
}
