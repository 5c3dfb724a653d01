import Foundation
import TestSupport

/// A run of the built program from its start to its end.
struct ProgramRun {
    /// The exit status, or the negative number of the signal that ended the program.
    let status: Int32
    let output: String
    let errors: String

    static let executable = Program.directory + "/campaign-mock"

    /// Runs the program, or another. Its outputs must fit into a pipe, which holds 64 KiB.
    static func of(
        _ arguments: [String], program: String = executable, environment: [String: String] = [:]
    ) async throws -> ProgramRun {
        let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("CAMPAIGN_MOCK_") }
        let process = try ChildProcess(
            program, arguments, environment: inherited.merging(environment) { $1 })
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let (output, errors) = (process.output.readDataToEndOfFile(), process.errors.readDataToEndOfFile())
                continuation.resume(
                    returning: ProgramRun(
                        status: process.wait(), output: String(decoding: output, as: UTF8.self),
                        errors: String(decoding: errors, as: UTF8.self)))
            }
        }
    }
}
