package import Foundation

/// A child process of a test. Its standard input is empty; each output goes to a ``Stream``.
///
/// It does not use Foundation's `Process`. With more than a thousand open descriptors, which parallel tests reach,
/// `Process` reads past the end of a buffer while it lists `/dev/fd`.
package struct ChildProcess: Sendable {
    /// The target of a program's output.
    package enum Stream: Sendable, Equatable {
        /// A pipe that the test reads.
        case pipe
        /// A full pipe that is never read.
        case fullPipe(blocks: Bool)
        /// A pipe whose reading end is closed.
        case brokenPipe
        /// A closed descriptor.
        case closed
        /// The file or device at this path.
        case file(String)
    }

    package struct Failure: Error {
        package let path: String
        package let code: Int32
    }

    // Children start one at a time. Otherwise a child could inherit the pipes of another before they get FD_CLOEXEC.
    private static let lock = NSLock()

    package let identifier: pid_t
    /// Reads the program's standard output; empty unless that is a ``Stream/pipe``.
    package let output: FileHandle
    package let errors: FileHandle

    /// Starts a program.
    ///
    /// - Parameter environment: all environment variables of the program.
    /// - Throws: ``Failure`` when posix_spawn(3) fails.
    package init(
        _ path: String, _ arguments: [String], environment: [String: String], standardOutput: Stream = .pipe,
        standardError: Stream = .pipe
    ) throws {
        Self.lock.lock()
        defer { Self.lock.unlock() }
        let (output, errors) = (Pipe(), Pipe())
        for handle in [output.fileHandleForReading, errors.fileHandleForReading] {
            _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
        }
        for handle in [output.fileHandleForWriting, errors.fileHandleForWriting] {
            _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        try Self.connect(1, to: standardOutput, output, &actions)
        try Self.connect(2, to: standardError, errors, &actions)
        // A child inherits ignored signals. Under nohup(1), for example, it would ignore SIGHUP.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for signal in [SIGHUP, SIGINT, SIGTERM] { sigaddset(&defaults, signal) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        // It inherits the blocked signals, too. A thread of libdispatch blocks nearly all, and a shell passes them on.
        var blocked = sigset_t()
        sigemptyset(&blocked)
        posix_spawnattr_setsigmask(&attributes, &blocked)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var identifier: pid_t = 0
        let code = posix_spawn(&identifier, path, &actions, &attributes, &words, &variables)
        guard code == 0 else { throw Failure(path: path, code: code) }
        self.identifier = identifier
        self.output = output.fileHandleForReading
        self.errors = errors.fileHandleForReading
        try output.fileHandleForWriting.close()
        try errors.fileHandleForWriting.close()
    }

    private static func connect(
        _ descriptor: Int32, to stream: Stream, _ pipe: Pipe, _ actions: inout posix_spawn_file_actions_t
    ) throws {
        switch stream {
        case .pipe: break
        case .fullPipe(let blocks): fill(pipe.fileHandleForWriting.fileDescriptor, blocks: blocks)
        case .brokenPipe: try pipe.fileHandleForReading.close()
        case .closed:
            posix_spawn_file_actions_addclose(&actions, descriptor)
            return
        case .file(let path):
            posix_spawn_file_actions_addopen(&actions, descriptor, path, O_WRONLY, 0)
            return
        }
        posix_spawn_file_actions_adddup2(&actions, pipe.fileHandleForWriting.fileDescriptor, descriptor)
    }

    private static func fill(_ descriptor: Int32, blocks: Bool) {
        let flags = fcntl(descriptor, F_GETFL)
        _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
        let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 4_096)
        while write(descriptor, bytes, bytes.count) > 0 {}
        if blocks { _ = fcntl(descriptor, F_SETFL, flags) }
    }

    /// Waits until the program has ended. Call this once, on a thread that may block.
    ///
    /// - Returns: the exit status, or the negative number of the signal that ended the program.
    package func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) == -1, errno == EINTR {}
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    }

    package func send(_ signal: Int32) {
        kill(identifier, signal)
    }
}
