package import Foundation

/// A program run beside the tests, its input empty and its outputs in pipes or as a test wants them.
///
/// Not Foundation's `Process`: with more than a thousand descriptors open, as in a process that runs every test in
/// parallel, its walk through `/dev/fd` reads behind the end of a buffer.
package struct ChildProcess: Sendable {
    /// What the program writes to.
    package enum Stream: Sendable, Equatable {
        /// A pipe that is read here.
        case pipe
        /// A pipe that is full and never read.
        case fullPipe(blocks: Bool)
        /// A pipe whose reader has gone.
        case brokenPipe
        /// Nothing: the descriptor is not open.
        case closed
        /// The file or device at this path.
        case file(String)
    }

    package struct Failure: Error {
        package let path: String
        package let code: Int32
    }

    // One at a time, so that no child inherits the pipe of another one before it is marked.
    private static let lock = NSLock()

    package let identifier: pid_t
    /// Where its standard output can be read until it ends; empty unless that is a ``Stream/pipe``.
    package let output: FileHandle
    package let errors: FileHandle

    /// - Parameter environment: all of its variables.
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
        // A signal that this process ignores would be ignored by the child as well: nohup(1) does so with SIGHUP.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for signal in [SIGHUP, SIGINT, SIGTERM] { sigaddset(&defaults, signal) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
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

    /// Waits for its end; to be called once, on a thread that may wait.
    ///
    /// - Returns: its exit status, or the negative number of the signal that ended it.
    package func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) == -1, errno == EINTR {}
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    }

    package func send(_ signal: Int32) {
        kill(identifier, signal)
    }
}
