import CampaignMock
import Foundation
import TestSupport
import Testing

@testable import campaign_mock

@Suite("README") struct ReadmeTests {
    private static func readme() throws -> String {
        let root = Fixture.directory.deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    }

    @Test("documents every flag", arguments: Flags.all.map(\.name))
    func flags(_ name: String) throws {
        #expect(try Self.readme().contains("`--\(name)"))
    }

    /// A shell block of the README. The test runs the whole block, as a reader would paste it.
    struct Block: Sendable, CustomTestStringConvertible {
        let text: String
        var testDescription: String { text.prefix { $0 != "\n" }.description }

        /// The status codes that the block's comments promise (`# 401: ...`).
        var promised: [Int] { text.matches(of: #/(?m)^# (\d{3}):/#).compactMap { Int($0.1) } }
    }

    static func blocks() throws -> [Block] {
        try readme().matches(of: /(?ms)^```sh\n(.*?)^```$/).map { Block(text: String($0.1)) }
            .filter { $0.text.contains("curl ") }
    }

    @Test("has only curl lines that work", arguments: try Self.blocks())
    func curlLines(_ block: Block) async throws {
        try await withTemporaryDirectory { directory in
            try await withMock { mock in
                try await Self.prepare(mock)
                // Each curl prints its status code to standard error and discards the response. An event stream is
                // read for 3 s, because a busy machine may start the stream late.
                let script = """
                    set -u
                    exec >/dev/null
                    cd '\(directory.path)'
                    curl() { command curl --silent --max-time 5 --write-out '%{stderr}%{http_code}\\n' "$@"; }
                    \(block.text.replacing("127.0.0.1:7357", with: "127.0.0.1:\(mock.port)")
                        .replacing("curl -N ", with: "curl -N --max-time 3 "))
                    """
                let statuses = try await Self.statuses(of: script)
                #expect(!statuses.isEmpty)
                if block.promised.isEmpty {
                    #expect(
                        statuses.allSatisfy { (200..<300).contains($0) || Self.isPromisedFailure($0, in: block) },
                        "\(statuses)")
                } else {
                    #expect(statuses == block.promised)
                }
            }
        }
    }

    /// Creates the campaign that the examples use: id 1, named Spring, from the journal's request number 1.
    private static func prepare(_ mock: MockServer) async throws {
        let create = try await MockRequest(body: #"{"name":"Spring","assistant_id":127}"#).send(to: mock)
        #expect(create.status == 201)
    }

    private static func isPromisedFailure(_ status: Int, in block: Block) -> Bool {
        block.text.contains("code=\(status)")
    }

    private static func statuses(of script: String) async throws -> [Int] {
        let process = try ChildProcess(
            "/bin/bash", ["-c", script], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
        let text: String = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let data = process.errors.readDataToEndOfFile()
                _ = process.wait()
                continuation.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
        return text.split(separator: "\n").compactMap { Int($0) }
    }
}
