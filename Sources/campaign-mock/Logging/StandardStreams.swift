import Foundation

/// Standard input, output and error of the program, whatever the process that started it left of them.
enum StandardStreams {
    /// To be called before anything else is opened.
    ///
    /// A write to a pipe without a reader returns an error from then on and no longer ends the process. A stream that
    /// was closed becomes `/dev/null`: otherwise the next file or socket would take its number, and log lines would go
    /// into the database.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        // In ascending order: open(2) takes the lowest number that is free.
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
        where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
            _ = open("/dev/null", O_RDWR)
        }
    }
}
