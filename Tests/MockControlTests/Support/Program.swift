import Foundation
import TestSupport

/// A program of this machine, run to its end.
enum Program {
    struct Output: Sendable {
        let status: Int32
        let text: String
    }

    static func isInstalled(_ name: String) -> Bool { path(name) != nil }

    static func run(_ name: String, _ arguments: [String], input: String = "") async throws -> Output {
        try await onThread {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: path(name) ?? name)
            process.arguments = arguments
            let output = Pipe(), feed = Pipe()
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            process.standardInput = feed
            try Launch.run(process)
            try feed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try feed.fileHandleForWriting.close()
            let data = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return Output(status: process.terminationStatus, text: String(decoding: data, as: UTF8.self))
        }
    }

    private static func path(_ name: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
            .map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
