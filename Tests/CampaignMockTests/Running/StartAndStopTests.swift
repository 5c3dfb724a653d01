import Foundation
import TestSupport
import Testing

/// The program's start and stop as a script observes them.
@Suite("Start and stop", .timeLimit(.minutes(1))) struct StartAndStopTests {
    @Test(
        "exits with 0 on a signal that is sent right after the ready line",
        arguments: [SIGTERM, SIGINT, SIGHUP])
    func signalAfterReadyLine(_ signal: Int32) async throws {
        for _ in 0..<3 {
            let program = try Program(["--port", "0", "--in-memory"])
            _ = try await program.port()
            program.send(signal)
            #expect(await program.exitStatus() == 0)
        }
    }

    @Test("exits with 0 on a signal that is sent when the port file appears, and removes the port file")
    func signalAfterPortFile() async throws {
        try await withTemporaryDirectory { directory in
            let portFile = directory.appending(path: "port").path
            for _ in 0..<3 {
                let program = try Program(["--port", "0", "--in-memory", "--port-file", portFile])
                while !FileManager.default.fileExists(atPath: portFile) { await Task.yield() }
                #expect(try String(contentsOfFile: portFile, encoding: .utf8).last == "\n")
                program.send(SIGTERM)
                #expect(await program.exitStatus() == 0)
                #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == [])
            }
        }
    }

    @Test("says in its log how many webhooks were not sent")
    func unsentWebhooks() async throws {
        let receiver = try Receiver { connection in
            connection.readRequest()
            connection.waitForEnd()
        }
        let program = try Program(["--port", "0", "--in-memory", "--clock", "2026-02-23T10:00:00Z"])
        let port = try await program.port()
        for (method, target, body) in [
            (
                "POST", "/api/user/assistants/enable-webhook",
                #"{"assistant_id":129,"webhook_url":"http://127.0.0.1:\#(receiver.port)/"}"#
            ),
            ("POST", "/api/user/make_call", #"{"assistant_id":129,"phone_number":"+15550100123"}"#),
            ("POST", "/api/user/make_call", #"{"assistant_id":129,"phone_number":"+15550100124"}"#),
            ("PUT", "/_mock/clock", #"{"advance":"1h"}"#),
        ] {
            let response = try await MockRequest(method: method, target: target, body: body).send(toPort: port)
            #expect(response.status == 200, "\(response.text)")
        }
        // The first post goes on, so the second waits.
        program.send(SIGTERM)
        #expect(await program.exitStatus() == 0)
        #expect(program.errors.contains("webhooks were not sent"), "\(program.errors)")
        #expect(program.errors.contains("count=1"), "\(program.errors)")
    }

    @Test("removes its Unix domain socket when it is stopped right after the ready line")
    func signalOnUnixSocket() async throws {
        try await withTemporaryDirectory { directory in
            let socket = directory.appending(path: "socket").path
            let program = try Program(["--unix-socket", socket, "--in-memory"])
            _ = try await program.readyLine()
            program.send(SIGTERM)
            #expect(await program.exitStatus() == 0)
            #expect(!FileManager.default.fileExists(atPath: socket))
        }
    }

    @Test("removes an earlier mock's port file before it reads the seed")
    func stalePortFile() async throws {
        try await withTemporaryDirectory { directory in
            let portFile = directory.appending(path: "port")
            try Data("1\n".utf8).write(to: portFile)
            let seed = directory.appending(path: "seed").path
            #expect(mkfifo(seed, 0o600) == 0)
            let program = try Program(["--port", "0", "--in-memory", "--port-file", portFile.path, "--seed", seed])
            // Opening the pipe blocks until the program opens its seed.
            let writer = try await Task.detached { try FileHandle(forWritingTo: URL(fileURLWithPath: seed)) }.value
            #expect(!FileManager.default.fileExists(atPath: portFile.path))
            try writer.write(contentsOf: Data(contentsOf: Fixture.directory.appending(path: "demo.json")))
            try writer.close()
            let port = try await program.port()
            #expect(try String(contentsOf: portFile, encoding: .utf8) == "\(port)\n")
        }
    }

    @Test("replaces only a regular file with its port file")
    func portFileOfAnotherKind() async throws {
        try await withTemporaryDirectory { directory in
            let target = directory.appending(path: "target")
            try Data("precious".utf8).write(to: target)
            let link = directory.appending(path: "link").path
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target.path)
            let pipe = directory.appending(path: "pipe").path
            #expect(mkfifo(pipe, 0o600) == 0)
            var paths = [link, pipe, directory.path]
            let device = directory.appending(path: "null").path
            // Only root may create a device, so other users test without one.
            if mknod(device, S_IFCHR | 0o666, 0x103) == 0 { paths.append(device) }
            for path in paths {
                let program = try Program(["--port", "0", "--in-memory", "--port-file", path])
                #expect(await program.exitStatus() == 1)
                #expect(program.errors.contains(path) && program.errors.split(separator: "\n").count == 1)
                var status = stat()
                #expect(lstat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG)
            }
            #expect(try String(contentsOf: target, encoding: .utf8) == "precious")
        }
    }

    @Test("does not remove a file that has replaced its port file")
    func foreignPortFile() async throws {
        try await withTemporaryDirectory { directory in
            let portFile = directory.appending(path: "port")
            for content in ["1\n", nil] {
                let program = try Program(["--port", "0", "--in-memory", "--port-file", portFile.path])
                let port = try await program.port()
                // First the same file gets other content, then another file with the same content replaces it.
                if let content {
                    try Data(content.utf8).write(to: portFile)
                } else {
                    let other = directory.appending(path: "other")
                    try Data("\(port)\n".utf8).write(to: other)
                    #expect(rename(other.path, portFile.path) == 0)
                }
                program.send(SIGTERM)
                #expect(await program.exitStatus() == 0)
                #expect(try String(contentsOf: portFile, encoding: .utf8) == content ?? "\(port)\n")
            }
        }
    }
}
