import Foundation

/// A program of this machine, run to its end.
enum Program {
    struct Output: Sendable {
        let status: Int32
        let text: String
    }

    static func isInstalled(_ name: String) -> Bool { path(name) != nil }

    /// - Returns: its exit status, and what it wrote to standard output.
    ///
    /// Not by Foundation's `Process`: with more than a thousand descriptors open, as in a process that runs every test
    /// in parallel, its walk through `/dev/fd` reads behind the end of a buffer.
    static func run(_ name: String, _ arguments: [String]) async throws -> Output {
        try await onThread {
            let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
            defer { try? FileManager.default.removeItem(atPath: file) }
            var actions = posix_spawn_file_actions_t()
            posix_spawn_file_actions_init(&actions)
            defer { posix_spawn_file_actions_destroy(&actions) }
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, 1, file, O_WRONLY | O_CREAT, 0o600)
            posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
            var words: [UnsafeMutablePointer<CChar>?] = ([name] + arguments).map { strdup($0) } + [nil]
            defer { for word in words { free(word) } }
            var process: pid_t = 0
            let failure = posix_spawn(&process, path(name) ?? name, &actions, nil, &words, environ)
            guard failure == 0 else { throw Failure.cannotStart(name, failure) }
            var status: Int32 = 0
            while waitpid(process, &status, 0) == -1, errno == EINTR {}
            let text = try String(contentsOfFile: file, encoding: .utf8)
            // The upper byte is what it left with; the lower one the signal that ended it.
            return Output(status: status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F), text: text)
        }
    }

    enum Failure: Error { case cannotStart(String, Int32) }

    private static func path(_ name: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
            .map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
