import Foundation
import TestSupport

/// Runs an installed program to its end.
enum Program {
    struct Output: Sendable {
        let status: Int32
        let text: String
    }

    static func isInstalled(_ name: String) -> Bool { path(name) != nil }

    /// - Returns: the program's exit status and standard output.
    static func run(_ name: String, _ arguments: [String]) async throws -> Output {
        try await onThread {
            let process = try ChildProcess(
                path(name) ?? name, arguments, environment: ProcessInfo.processInfo.environment)
            // Standard error is not read. The program writes so little that the pipe holds it.
            let text = String(decoding: process.output.readDataToEndOfFile(), as: UTF8.self)
            return Output(status: process.wait(), text: text)
        }
    }

    private static func path(_ name: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
            .map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
