import Foundation

/// The program's standard input, output and error.
enum StandardStreams {
    /// Makes the standard streams safe to use. The program must call it before it opens any file or socket.
    ///
    /// - It ignores SIGPIPE: a write to a pipe without a reader then fails with `EPIPE` instead of killing the process.
    /// - It opens `/dev/null` for each closed stream: otherwise the next file or socket would get the stream's
    ///   descriptor, and log lines would be written into the database.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        // Ascending order: open(2) returns the lowest free descriptor.
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
        where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
            _ = open("/dev/null", O_RDWR)
        }
    }
}
