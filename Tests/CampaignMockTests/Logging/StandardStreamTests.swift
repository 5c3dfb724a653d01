import Foundation
import TestSupport
import Testing

/// Runs the program in a separate process whose standard streams fail.
@Suite("Standard streams") struct StandardStreamTests {
    @Test(
        "may be broken, closed or full: the mock still responds and exits with 0",
        arguments: [.brokenPipe, .closed, .file("/dev/full"), .fullPipe(blocks: true), .fullPipe(blocks: false)]
            as [ChildProcess.Stream])
    func standardError(_ stream: ChildProcess.Stream) async throws {
        let program = try Program(["--port", "0", "--in-memory", "--access-log", "on"], standardError: stream)
        let port = try await program.port()
        #expect(try await create(port, number: 0).status == 201)
        #expect(try await create(port, number: 1).status == 201)
        program.send(SIGTERM)
        #expect(await program.exitStatus() == 0)
    }

    @Test("that are never read delay neither responses nor the stop, even with thousands of warnings")
    func unreadPipe() async throws {
        let program = try Program(["--port", "0", "--in-memory"], standardError: .fullPipe(blocks: true))
        let port = try await program.port()
        // Each request causes 20 new warnings. The mock logs a repeated warning only once.
        for number in 0..<110 { _ = try await create(port, number: number, members: 20) }
        #expect(try await MockRequest(method: "GET", target: "/_mock/health").send(toPort: port).status == 200)
        let start = ContinuousClock.now
        program.send(SIGTERM)
        #expect(await program.exitStatus() == 0)
        #expect(ContinuousClock.now - start < .seconds(8))
    }

    @Test("that are closed at the start become /dev/null, so that no other file gets their descriptors")
    func closedAtStart() async throws {
        try await withTemporaryDirectory { directory in
            let database = directory.appending(path: "mock.sqlite").path
            let program = try Program(
                ["--port", "0", "--database", database], standardError: .closed)
            let port = try await program.port()
            #expect(try await create(port, number: 0).status == 201)
            #if os(Linux)
            let target = try FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/\(program.processIdentifier)/fd/2")
            #expect(target == "/dev/null")
            #endif
            program.send(SIGTERM)
            #expect(await program.exitStatus() == 0)
        }
    }

    @Test(
        "may refuse the ready line: the mock keeps running and logs a warning",
        arguments: [.brokenPipe, .file("/dev/full"), .fullPipe(blocks: true), .fullPipe(blocks: false)]
            as [ChildProcess.Stream])
    func readyLine(_ stream: ChildProcess.Stream) async throws {
        try await withTemporaryDirectory { directory in
            let portFile = directory.appending(path: "port").path
            let program = try Program(
                ["--port", "0", "--in-memory", "--port-file", portFile], standardOutput: stream)
            await program.errors(containing: "the ready line could not be written")
            let port = try #require(Int(try String(contentsOfFile: portFile, encoding: .utf8).dropLast()))
            #expect(try await create(port, number: 0).status == 201)
            program.send(SIGTERM)
            #expect(await program.exitStatus() == 0)
        }
    }

    @Test(
        "may be broken when the start fails: the exit status is still right",
        arguments: [.brokenPipe, .closed, .file("/dev/full"), .fullPipe(blocks: true)] as [ChildProcess.Stream])
    func failedStart(_ stream: ChildProcess.Stream) async throws {
        let usage = try Program(["--port", "many"], standardError: stream)
        #expect(await usage.exitStatus() == 64)
        let failure = try Program(["--database", "/missing/x.sqlite", "--port", "0"], standardError: stream)
        #expect(await failure.exitStatus() == 1)
    }

    @Test("show a repeated warning the first, 10th and 100th time")
    func repeatedWarning() async throws {
        let program = try Program(["--port", "0", "--in-memory"])
        let port = try await program.port()
        for _ in 0..<12 { _ = try await create(port, number: 0) }
        program.send(SIGTERM)
        #expect(await program.exitStatus() == 0)
        let lines = program.errors.split(separator: "\n").filter { $0.contains("field=unknown_0_0") }
        #expect(lines.count == 2)
        #expect(lines.last?.contains(" times=10 ") == true, "\(lines)")
    }

    /// Creates a campaign with `members` unknown members, each of which causes a warning.
    private func create(_ port: Int, number: Int, members: Int = 1) async throws -> RawResponse {
        let unknown = (0..<members).map { #","unknown_\#(number)_\#($0)":1"# }.joined()
        return try await MockRequest(body: #"{"name":"x","assistant_id":127\#(unknown)}"#).send(toPort: port)
    }
}
