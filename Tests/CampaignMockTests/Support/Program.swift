import Foundation
import Base
import TestSupport

/// A process that runs the built program. The deinitialiser kills the process if it still runs.
final class Program: Sendable {
    struct NoPort: Error { let output: String }

    private let process: ChildProcess
    private let output = CapturedText()
    private let errorOutput = CapturedText()
    private let exit = Exit()

    var processIdentifier: Int32 { process.identifier }
    /// The text on standard error so far. It is complete after ``exitStatus()`` has returned.
    var errors: String { errorOutput.text }

    init(
        _ arguments: [String], environment: [String: String] = [:], standardOutput: ChildProcess.Stream = .pipe,
        standardError: ChildProcess.Stream = .pipe
    ) throws {
        let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("CAMPAIGN_MOCK_") }
        process = try ChildProcess(
            Self.executable, arguments, environment: inherited.merging(environment) { $1 },
            standardOutput: standardOutput, standardError: standardError)
        let (process, exit, output, errorOutput) = (process, exit, output, errorOutput)
        if standardOutput == .pipe {
            Self.read(process.output) { output.append($0) }
        }
        guard standardError == .pipe else {
            Thread.detachNewThread { exit.set(process.wait()) }
            return
        }
        Self.read(process.errors) { text in
            errorOutput.append(text)
            if text == nil { exit.set(process.wait()) }
        }
    }

    deinit {
        if !exit.hasEnded { process.send(SIGKILL) }
    }

    func send(_ signal: Int32) {
        process.send(signal)
    }

    func exitStatus() async -> Int32 {
        await exit.value()
    }

    /// Waits for the ready line and returns its port.
    func port() async throws -> Int {
        let line = try await readyLine()
        guard let match = line.firstMatch(of: /http:\/\/[^ ]*:(\d+) \(/), let port = Int(match.1) else {
            throw NoPort(output: line + errors)
        }
        return port
    }

    /// Waits for the first line of standard output.
    func readyLine() async throws -> String {
        let line = await output.first { text in
            text.firstIndex(of: "\n").map { String(text[..<$0]) }
        }
        guard let line else { throw NoPort(output: output.text + errors) }
        return line
    }

    /// Waits until standard error contains `text` or ends.
    func errors(containing text: String) async {
        _ = await errorOutput.first { $0.contains(text) ? true : nil }
    }

    /// Calls `received` with each piece of a pipe's output, and with `nil` at the end.
    private static func read(_ handle: FileHandle, _ received: @escaping @Sendable (String?) -> Void) {
        Thread.detachNewThread {
            while case let data = handle.availableData, !data.isEmpty {
                received(String(decoding: data, as: UTF8.self))
            }
            received(nil)
        }
    }

    private static var executable: String { directory + "/campaign-mock" }

    /// The directory of the built program. SwiftPM builds the program into the directory of the test bundle.
    static var directory: String {
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent().path
    }

    private final class Exit: Sendable {
        private let state = Locked<(status: Int32?, waiters: [CheckedContinuation<Int32, Never>])>((nil, []))

        var hasEnded: Bool { state.withLock { $0.status != nil } }

        func set(_ status: Int32) {
            let waiters = state.withLock { state in
                state.status = status
                defer { state.waiters = [] }
                return state.waiters
            }
            for waiter in waiters { waiter.resume(returning: status) }
        }

        func value() async -> Int32 {
            await withCheckedContinuation { continuation in
                let status = state.withLock { state in
                    if state.status == nil { state.waiters.append(continuation) }
                    return state.status
                }
                if let status { continuation.resume(returning: status) }
            }
        }
    }
}
