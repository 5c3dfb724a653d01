import Foundation
import Base
import TestSupport

/// The built program, run as a process of its own and killed at the end of a test, however that ends.
final class Program: Sendable {
    struct NoPort: Error { let output: String }

    private let process: ChildProcess
    private let output = CapturedText()
    private let errorOutput = CapturedText()
    private let exit = Exit()

    var processIdentifier: Int32 { process.identifier }
    /// What it has written to standard error, whole once ``exitStatus()`` has returned.
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

    /// The port in its ready line.
    func port() async throws -> Int {
        let line = try await readyLine()
        guard let match = line.firstMatch(of: /http:\/\/[^ ]*:(\d+) \(/), let port = Int(match.1) else {
            throw NoPort(output: line + errors)
        }
        return port
    }

    /// The first line of its standard output.
    func readyLine() async throws -> String {
        let line = await output.first { text in
            text.firstIndex(of: "\n").map { String(text[..<$0]) }
        }
        guard let line else { throw NoPort(output: output.text + errors) }
        return line
    }

    /// Waits until a text stands on standard error, or its end.
    func errors(containing text: String) async {
        _ = await errorOutput.first { $0.contains(text) ? true : nil }
    }

    /// Hands over what comes out of a pipe, `nil` at its end.
    private static func read(_ handle: FileHandle, _ received: @escaping @Sendable (String?) -> Void) {
        Thread.detachNewThread {
            while case let data = handle.availableData, !data.isEmpty {
                received(String(decoding: data, as: UTF8.self))
            }
            received(nil)
        }
    }

    /// It lies beside the test bundle.
    private static var executable: String {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return bundle.deletingLastPathComponent().appending(path: "campaign-mock").path
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
