import Foundation
import TestSupport

/// A program of this machine, run to its end.
enum Program {
    struct Output: Sendable {
        let status: Int32
        let text: String
    }

    static func isInstalled(_ name: String) -> Bool { path(name) != nil }

    /// - Returns: its exit status, and what it wrote to standard output.
    static func run(_ name: String, _ arguments: [String]) async throws -> Output {
        try await onThread {
            let process = try ChildProcess(
                path(name) ?? name, arguments, environment: ProcessInfo.processInfo.environment)
            // What it says to standard error is little, and fits into the pipe.
            let text = String(decoding: process.output.readDataToEndOfFile(), as: UTF8.self)
            return Output(status: process.wait(), text: text)
        }
    }

    private static func path(_ name: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
            .map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
