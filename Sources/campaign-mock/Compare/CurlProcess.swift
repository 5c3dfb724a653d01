import Foundation

/// A run of curl(1), which sends one request.
///
/// The program has no TLS of its own. Foundation's URL loading would bring it, but needs libcurl: the static build then
/// links only where libcurl's development files are, for the one command that speaks to another system. curl is installed
/// where this command is used, knows the system's certificates and proxies, and its reports are known.
enum CurlProcess {
    enum Failure: Error, Equatable {
        /// There is no curl.
        case missing
        /// curl could not be started, with this `errno`.
        case notStarted(code: Int32)
        /// curl has failed, with its own report.
        case failed(report: String)
    }

    /// Starts curl, hands it the options, and waits for its end. It blocks.
    ///
    /// - Returns: What curl has printed: the head of the answer and its body.
    static func run(
        _ configuration: String, environment: [String: String], named name: String = "curl"
    ) throws(Failure) -> [UInt8] {
        let (input, output, errors) = (try ProcessPipe(), try ProcessPipe(), try ProcessPipe())
        defer { for pipe in [input, output, errors] { pipe.close() } }
        let process = try start(name, environment, input: input, output: output, errors: errors)
        input.closeReader()
        output.closeWriter()
        errors.closeWriter()
        // curl reads all options before it writes anything, and what it writes to the errors fits into the pipe.
        _ = StreamWriter(descriptor: input.writer).write(Array(configuration.utf8)[...])
        input.closeWriter()
        // The head comes on top of the longest body.
        let answer = output.read(atMost: CurlRequest.longestAnswer + 131_072)
        if answer == nil { kill(process, SIGKILL) }
        let report = String(decoding: errors.read(atMost: 65_536) ?? [], as: UTF8.self)
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1, errno == EINTR {}
        guard let answer else {
            throw .failed(report: "the answer is longer than \(CurlRequest.longestAnswer) bytes")
        }
        guard status == 0 else {
            let line = report.split(separator: "\n").first.map(String.init)
            throw .failed(report: line ?? "curl ended with \((status >> 8) & 0xFF)")
        }
        return answer
    }

    private static func start(
        _ name: String, _ environment: [String: String], input: ProcessPipe, output: ProcessPipe, errors: ProcessPipe
    ) throws(Failure) -> pid_t {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        #else
        var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The pipes themselves are closed in curl, because they have the flag FD_CLOEXEC.
        posix_spawn_file_actions_adddup2(&actions, input.reader, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output.writer, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors.writer, STDERR_FILENO)
        // --disable comes first, so that a file of the user's own options does not count.
        let words = [name, "--disable", "--config", "-"]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var identifier: pid_t = 0
        let code = posix_spawnp(&identifier, name, &actions, nil, &arguments, &variables)
        if code == ENOENT || code == ENOTDIR { throw .missing }
        guard code == 0 else { throw .notStarted(code: code) }
        return identifier
    }
}

/// The two ends of a pipe. Each is closed once.
private final class ProcessPipe {
    private(set) var reader: Int32
    private(set) var writer: Int32

    init() throws(CurlProcess.Failure) {
        var ends: [Int32] = [-1, -1]
        guard Foundation.pipe(&ends) == 0 else { throw .notStarted(code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reader, writer) = (ends[0], ends[1])
    }

    func closeReader() {
        if reader >= 0 { _ = Foundation.close(reader) }
        reader = -1
    }

    func closeWriter() {
        if writer >= 0 { _ = Foundation.close(writer) }
        writer = -1
    }

    func close() {
        closeReader()
        closeWriter()
    }

    /// Reads to the end.
    ///
    /// - Returns: `nil` when there are more bytes than these.
    func read(atMost most: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Foundation.read(reader, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count > 0 { bytes += chunk[..<count] } else if errno != EINTR { return bytes }
            if bytes.count > most { return nil }
        }
    }
}
