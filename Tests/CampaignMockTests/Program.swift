import Foundation
import Base
import TestSupport

/// The built program, run as a process of its own and killed at the end of a test, however that ends.
final class Program: Sendable {
    private struct Output {
        var text = ""
        var hasEnded = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    struct NoPort: Error { let output: String }

    private let process: ChildProcess
    private let output = Locked(Output())
    private let errorOutput = Locked("")
    private let exit = Exit()

    var processIdentifier: Int32 { process.identifier }
    /// What it has written to standard error, whole once ``exitStatus()`` has returned.
    var errors: String { errorOutput.withLock { $0 } }

    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("CAMPAIGN_MOCK_") }
        process = try ChildProcess(
            Self.executable, arguments, environment: inherited.merging(environment) { $1 })
        let (process, exit) = (process, exit)
        Self.read(process.output) { [weak self] in self?.received($0) }
        Self.read(process.errors) { [weak self] text in
            if let text {
                self?.errorOutput.withLock { $0 += text }
            } else {
                exit.set(process.wait())
            }
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
        while true {
            let (text, hasEnded) = output.withLock { ($0.text, $0.hasEnded) }
            if let match = text.firstMatch(of: /http:\/\/[^ ]*:(\d+) .*\n/), let port = Int(match.1) { return port }
            guard !hasEnded else { throw NoPort(output: text + errors) }
            await withCheckedContinuation { continuation in
                let isNew = output.withLock { output in
                    let isNew = output.text != text || output.hasEnded
                    if !isNew { output.waiters.append(continuation) }
                    return isNew
                }
                if isNew { continuation.resume() }
            }
        }
    }

    private func received(_ text: String?) {
        let waiters = output.withLock { output in
            if let text { output.text += text } else { output.hasEnded = true }
            defer { output.waiters = [] }
            return output.waiters
        }
        for waiter in waiters { waiter.resume() }
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
