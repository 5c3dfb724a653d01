import Foundation
import JSON
import TestSupport
import Testing

/// Runs `campaign-mock exec` with commands of the shell.
@Suite("exec", .timeLimit(.minutes(1))) struct ExecTests {
    /// A create without its assistant, which the mock refuses with 422.
    private static let refused = """
        curl --silent --output answer -X POST "$CAMPAIGN_MOCK_API_URL/user/campaign" -d '{"name":"Spring"}' \
        -H "Authorization: Bearer $CAMPAIGN_MOCK_KEY" -H 'Content-Type: application/json'
        """

    @Test("gives the command its mock, returns its status, shows what was refused and writes the state")
    func failingCommand() async throws {
        try await withTemporaryDirectory { directory in
            let state = directory.appending(path: "state.json")
            let portFile = directory.appending(path: "port")
            let script = """
                cd '\(directory.path)'
                cat port
                echo "$CAMPAIGN_MOCK_URL"
                \(Self.refused)
                \(Self.refused.replacing(#""Spring""#, with: #""Spring","assistant_id":127"#))
                exit 7
                """
            let run = try await ProgramRun.of([
                "exec", "--export", state.path, "--port-file", portFile.path, "--", "/bin/sh", "-c", script,
            ])
            #expect(run.status == 7)
            let lines = run.output.split(separator: "\n").map(String.init)
            let port = try #require(lines.first)
            #expect(lines == [port, "http://127.0.0.1:\(port)"])
            let errors = run.errors.split(separator: "\n")
            #expect(errors.count == 3, "\(run.errors)")
            #expect(errors.first == "campaign-mock: the command ended with 7. The mock had refused 1 request:")
            #expect(run.errors.contains("  422 POST /api/user/campaign: The assistant id field is required.\n"))
            #expect(run.errors.contains("    curl -X POST http://127.0.0.1:\(port)/api/user/campaign "))
            #expect(!run.errors.contains("YOUR_API_KEY"))
            let document = try JSONReader.read(Array(Data(contentsOf: state)).span)
            #expect(document["campaigns"]?.array?.compactMap { $0["name"]?.string } == ["Spring"])
            // The port file and the files of the start of an export are gone.
            let left = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
            #expect(left == ["answer", "state.json"])
        }
    }

    @Test("writes a state with the calls that were made and what was set for them, which a mock starts from")
    func calls() async throws {
        try await withTemporaryDirectory { directory in
            let state = directory.appending(path: "state.json")
            let script = """
                call() { curl --silent --show-error --fail --output answer "$@"; }
                cd '\(directory.path)'
                mock=$CAMPAIGN_MOCK_URL/_mock
                call -X PUT $mock/accounts/demo/outcomes -d '[{"outcome":"busy","match":{"attempt":1}}]'
                call -X PUT $mock/accounts/demo/clock -d '{"now":"2026-02-23T15:00:00Z"}'
                call -X POST "$CAMPAIGN_MOCK_API_URL/user/make_call" -H "Authorization: Bearer $CAMPAIGN_MOCK_KEY" \
                    -d assistant_id=127 --data-urlencode phone_number=+15550100123
                call -X PUT $mock/accounts/demo/clock -d '{"advance":"3s"}'
                """
            let arguments = ["exec", "--export", state.path, "--", "/bin/sh", "-e", "-c", script]
            let run = try await ProgramRun.of(arguments)
            #expect(run.status == 0, "\(run.errors)")
            let document = try JSONReader.read(Array(Data(contentsOf: state)).span)
            #expect(document["calls"]?[0]?["outcome"]?.string == "busy" && document["next_call_id"]?.integer == 2)
            #expect(document["accounts"]?[0]?["outcomes"]?[0]?["outcome"]?.string == "busy")
            #expect(document["accounts"]?[0]?["simulated_until"] != nil)

            // The call goes on where it was.
            let again = """
                call() { curl --silent --show-error --fail "$@"; }
                call -X PUT $CAMPAIGN_MOCK_URL/_mock/accounts/demo/clock -d '{"advance_to":"idle"}' >/dev/null
                call $CAMPAIGN_MOCK_URL/_mock/calls
                """
            let second = try await ProgramRun.of(
                ["exec", "--seed", state.path, "--", "/bin/sh", "-e", "-c", again])
            let calls = try JSONReader.read(Array(second.output.utf8).span)["calls"]
            #expect(calls?[0]?["ended_at"]?.string == "2026-02-23T15:00:05.000000Z", "\(second.output)")
        }
    }

    @Test("adds nothing to the output of a command that succeeds, whatever the mock has refused and logged")
    func succeedingCommand() async throws {
        try await withTemporaryDirectory { directory in
            let script = "cd '\(directory.path)'\n\(Self.refused)\necho done; echo aside >&2"
            let run = try await ProgramRun.of(
                ["exec", "--", "/bin/sh", "-c", script], environment: ["CAMPAIGN_MOCK_DATABASE": directory.path])
            #expect(run.status == 0)
            #expect(run.output == "done\n")
            #expect(run.errors == "aside\n")
        }
    }

    @Test("gives the command the signals and descriptors that it was given itself")
    func inheritance() async throws {
        // Tests that run beside this one may leave descriptors open for a child.
        let script = """
            for path in /proc/$$/fd/*; do [ "${path##*/}" -le 2 ] || eval "exec ${path##*/}>&-"; done
            trap '' HUP
            exec "$@"
            """
        let words = ["/bin/sh", "-c", "grep -E 'Sig(Blk|Ign)' /proc/self/status; ls /proc/self/fd"]
        let direct = try await ProgramRun.of(["-c", script, "bash"] + words, program: "/bin/bash")
        let run = try await ProgramRun.of(
            ["-c", script, "bash", ProgramRun.executable, "exec", "--"] + words, program: "/bin/bash")
        #expect(direct.output.contains("SigIgn") && direct.errors == "")
        #expect(run.output == direct.output)
    }

    @Test(
        "passes a signal on, and ends with the status of the command",
        arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1])
    func signal(_ signal: Int32) async throws {
        let script = "trap 'exit \(signal + 40)' INT TERM HUP QUIT USR1; echo ready; while :; do sleep 0.02; done"
        let program = try Program(["exec", "--", "/bin/sh", "-c", script])
        #expect(try await program.readyLine() == "ready")
        program.send(signal)
        #expect(await program.exitStatus() == signal + 40)
        #expect(program.errors == "")
    }

    @Test("ends with 128 and the number of the signal that has ended the command")
    func killed() async throws {
        let run = try await ProgramRun.of(["exec", "--", "/bin/sh", "-c", "kill -KILL $$"])
        #expect(run.status == 128 + SIGKILL)
    }

    @Test("tells a mistake in one line")
    func mistakes() async throws {
        try await withTemporaryDirectory { directory in
            let marker = directory.appending(path: "marker")
            let missing = directory.appending(path: "missing/state.json")
            try Data("text".utf8).write(to: directory.appending(path: "text"))
            let rows: [(arguments: [String], status: Int32, text: String)] = [
                (["exec", "--", "no-such-command", "-p"], 127, "no-such-command"),
                (["exec", "--", ""], 127, "no command '':"),
                (["exec", "--", directory.appending(path: "text").path], 126, "/text"),
                (["exec", "--", directory.path], 126, directory.path),
                (["exec", "--export", missing.path, "--", "touch", marker.path], 1, "/missing/"),
                (["exec", "--export", directory.path, "--", "touch", marker.path], 1, directory.path),
                (["exec", "--seed", missing.path, "--", "touch", marker.path], 1, missing.path),
                (["exec", "--port", "0"], 64, "after --"),
                (["exec", "touch", marker.path], 64, "after --"),
                (["exec", "--nonsense", "--", "touch", marker.path], 64, "--nonsense"),
                (["--port", "0", "exec", "--", "touch", marker.path], 64, "exec first"),
            ]
            for row in rows {
                let run = try await ProgramRun.of(row.arguments)
                #expect(run.status == row.status, "\(row.arguments)")
                #expect(run.output == "")
                #expect(run.errors.hasPrefix("campaign-mock: ") && run.errors.contains(row.text), "\(run.errors)")
                #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
            }
            #expect(!FileManager.default.fileExists(atPath: marker.path))
        }
    }
}
