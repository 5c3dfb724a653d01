#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Tells whether files or directories may have been removed, moved or replaced since the last look.
///
/// On Linux the kernel notes such a change of a watched file at once (inotify(7)), and a look is one call of read(2).
/// Two calls of stat(2) with each commit took a tenth of the time of a create that is alone. Where the kernel cannot
/// watch, every file may have changed at any time.
struct FileWatch: ~Copyable {
    /// `nil` if the kernel does not watch the files.
    private let descriptor: Int32?

    /// - Parameters:
    ///   - files: paths of files that exist.
    ///   - directories: paths of directories that exist. Only their own names are watched, not their files.
    init(files: [String], directories: [String]) {
        #if os(Linux)
        let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        // The removal of a name of a file changes an attribute, the number of its names. The file itself is only
        // deleted when SQLite closes it. A directory would also tell of the attributes of the files in it.
        let watches =
            files.map { ($0, UInt32(IN_ATTRIB | IN_MOVE_SELF)) } + directories.map { ($0, UInt32(IN_MOVE_SELF)) }
        guard descriptor >= 0 else {
            self.descriptor = nil
            return
        }
        guard watches.allSatisfy({ inotify_add_watch(descriptor, $0, $1) >= 0 }) else {
            close(descriptor)
            self.descriptor = nil
            return
        }
        self.descriptor = descriptor
        #else
        descriptor = nil
        #endif
    }

    deinit {
        if let descriptor { close(descriptor) }
    }

    /// Returns whether a file may have changed its name since the last call.
    func mayHaveChanged() -> Bool {
        guard let descriptor else { return true }
        var hasChanged = false
        var events = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
        // An event about a watched file or directory itself has no name, so it takes 16 bytes: two fit.
        while true {
            let count = withUnsafeMutableBytes(of: &events) { read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return hasChanged || errno != EAGAIN }
            hasChanged = true
        }
    }
}
