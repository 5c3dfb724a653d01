import CampaignMock
import Foundation
import TestSupport

/// One run of a document's shell blocks by bash, from the first to the last, as a reader would paste them.
///
/// The blocks share a mock, a shell and an empty directory. The mock's clock stands at the time of the documents'
/// examples. `campaign-mock` is the program that was built.
struct ShellRun {
    /// The documents' address of the mock.
    private static let address = "127.0.0.1:7357"

    let directory: URL
    let port: Int
    let blocks: [Document.Block]

    /// The status codes of each block's curl commands, by the block's line, and everything else that was written to
    /// standard error.
    func run() async throws -> (statuses: [Int: [Int]], errors: String) {
        let process = try ChildProcess(
            "/bin/bash", ["-c", script],
            environment: ["PATH": "\(Program.directory):/usr/local/bin:/usr/bin:/bin"],
            standardOutput: .file("/dev/null"))
        let text: String = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let data = process.errors.readDataToEndOfFile()
                _ = process.wait()
                continuation.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
        var statuses: [Int: [Int]] = [:]
        var errors = ""
        var line = 0
        for text in text.split(separator: "\n") {
            if let begun = text.wholeMatch(of: /begin (\d+)/).flatMap({ Int($0.1) }) {
                line = begun
            } else if let status = text.wholeMatch(of: /curl (\d{3})/).flatMap({ Int($0.1) }) {
                statuses[line, default: []].append(status)
            } else {
                errors += text + "\n"
            }
        }
        return (statuses, errors)
    }

    /// The last response of a block, with the documents' address of the mock in place of the run's.
    func response(of block: Document.Block) throws -> String {
        try String(contentsOf: directory.appending(path: "response-\(block.line)"), encoding: .utf8)
            .replacing("127.0.0.1:\(port)", with: Self.address)
    }

    /// Each curl writes its status to standard error. A stream (`curl -N`) is read until its first line.
    private var script: String {
        let steps = blocks.map { block in
            """
            echo 'begin \(block.line)' >&2
            \(block.text.replacing(Self.address, with: "127.0.0.1:\(port)"))
            cp last-response response-\(block.line) 2>/dev/null
            """
        }
        return """
            set -u
            trap 'kill $(jobs -p) 2>/dev/null' EXIT
            cd '\(directory.path)'
            curl() {
                if [ "$1" = -N ]; then
                    local status
                    read -r _ status _ < <(exec curl --silent --include "$@")
                    kill $!
                    echo "curl $status" >&2
                else
                    command curl --silent --show-error --max-time 20 --write-out '%{stderr}curl %{http_code}\\n' "$@" |
                        tee last-response
                fi
            }
            \(steps.joined(separator: "\n"))
            wait
            """
    }
}
