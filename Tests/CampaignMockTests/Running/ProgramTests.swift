import Foundation
import JSON
import Base
import TestSupport
import Testing

/// Runs the program in a separate process.
@Suite("Program") struct ProgramTests {
    @Test(
        "prints the ready line, writes the port file, and exits with 0 on SIGTERM and SIGINT",
        arguments: [SIGTERM, SIGINT])
    func lifecycle(_ signal: Int32) async throws {
        try await withTemporaryDirectory { directory in
            let portFile = directory.appending(path: "port").path
            let program = try Program(["--port", "0", "--in-memory", "--port-file", portFile])
            let port = try await program.port()
            #expect(try String(contentsOfFile: portFile, encoding: .utf8) == "\(port)\n")
            #expect(try await MockRequest(body: #"{"name":"x","assistant_id":127}"#).send(toPort: port).status == 201)
            program.send(signal)
            #expect(await program.exitStatus() == 0)
            #expect(!FileManager.default.fileExists(atPath: portFile))
        }
    }

    @Test("loses no acknowledged campaign when it is killed under load")
    func killed() async throws {
        try await withTemporaryDirectory { directory in
            let arguments = [
                "--port", "0", "--database", directory.appending(path: "mock.sqlite").path,
                "--seed", directory.appending(path: "seed.json").path,
            ]
            try Data(Self.seed.utf8).write(to: directory.appending(path: "seed.json"))
            let first = try Program(arguments)
            let port = try await first.port()
            let acknowledged = Identifiers()
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        // The loop ends when the killed process closes the connection.
                        while let id = try? await Self.create(port) {
                            if acknowledged.insert(id) == 200 { first.send(SIGKILL) }
                        }
                    }
                }
            }
            _ = await first.exitStatus()
            let ids = acknowledged.all
            #expect(ids.count >= 200)

            let second = try Program(arguments)
            let stored = try await Self.storedIDs(try await second.port())
            #expect(ids.isSubset(of: stored))
            second.send(SIGTERM)
            #expect(await second.exitStatus() == 0)
        }
    }

    @Test("exits with 1 and one line when it cannot start")
    func cannotStart() async throws {
        try await withTemporaryDirectory { directory in
            let text = directory.appending(path: "notes.txt")
            try Data("These are notes, and no database, whatever their length may be.".utf8).write(to: text)
            let seed = directory.appending(path: "seed.json")
            try Data(#"{"plans": {}"#.utf8).write(to: seed)
            let missing = directory.appending(path: "missing")
            for arguments in [
                ["--database", text.path], ["--database", missing.appending(path: "x.sqlite").path],
                ["--database", directory.path], ["--in-memory", "--seed", seed.path],
                ["--in-memory", "--seed", missing.path],
                ["--in-memory", "--port-file", missing.appending(path: "port").path],
                ["--in-memory", "--host", "192.0.2.1"],
            ] {
                let program = try Program(arguments + ["--port", "0"])
                #expect(await program.exitStatus() == 1, "\(arguments)")
                let lines = program.errors.split(separator: "\n")
                #expect(lines.count == 1 && lines[0].hasPrefix("campaign-mock: "), "\(arguments): \(program.errors)")
            }
            #expect(try Data(contentsOf: text).count == 63)
        }
    }

    @Test("exits with 64 for a mistake on the command line")
    func usage() async throws {
        for arguments in [
            ["--nonsense"], ["--port", "many"], ["--poller", "select"], ["--in-memory", "--database", "x"],
        ] {
            let program = try Program(arguments)
            #expect(await program.exitStatus() == 64)
            let lines = program.errors.split(separator: "\n")
            #expect(lines.count == 1 && lines[0].hasPrefix("campaign-mock: "), "\(arguments): \(program.errors)")
        }
        let program = try Program([], environment: ["CAMPAIGN_MOCK_PORT": "many"])
        #expect(await program.exitStatus() == 64)
        #expect(program.errors.contains("CAMPAIGN_MOCK_PORT"))
    }

    @Test("refuses a database that another campaign-mock has open, and names the process")
    func databaseInUse() async throws {
        try await withTemporaryDirectory { directory in
            let arguments = ["--port", "0", "--database", directory.appending(path: "mock.sqlite").path]
            let first = try Program(arguments)
            _ = try await first.port()
            let second = try Program(arguments)
            #expect(await second.exitStatus() == 1)
            #expect(second.errors.contains("\(first.processIdentifier)"))
            first.send(SIGTERM)
            #expect(await first.exitStatus() == 0)
        }
    }

    private static func create(_ port: Int) async throws -> Int64 {
        let response = try await MockRequest(body: #"{"name":"x","assistant_id":127}"#).send(toPort: port)
        guard response.status == 201, let id = try JSONReader.read(response.body.span)["data"]?["id"]?.integer else {
            throw CancellationError()
        }
        return id
    }

    private static func storedIDs(_ port: Int) async throws -> Set<Int64> {
        let response = try await MockRequest(method: "GET", target: "/_mock/state").send(toPort: port)
        let campaigns = try JSONReader.read(response.body.span)["campaigns"]?.array ?? []
        return Set(campaigns.compactMap { $0["id"]?.integer })
    }

    private static let seed = """
        {"plans": {"large": {"max_campaigns": 1000000, "max_calls_in_parallel": 10}},
         "accounts": [{"name": "demo", "plan": "large", "timezone": "UTC", "api_keys": ["demo-key"],
                       "assistants": [{"id": 127, "name": "Booking", "type": "outbound"}]}]}
        """
}

/// The campaign ids that parallel clients have received.
private final class Identifiers: Sendable {
    private let ids = Locked<Set<Int64>>([])

    var all: Set<Int64> { ids.withLock { $0 } }

    /// - Returns: The number of ids after the insertion.
    func insert(_ id: Int64) -> Int {
        ids.withLock { ids in
            ids.insert(id)
            return ids.count
        }
    }
}
