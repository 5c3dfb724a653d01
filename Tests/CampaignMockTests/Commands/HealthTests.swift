import ArgumentParser
import CampaignMock
import Foundation
import TestSupport
import Testing

@testable import campaign_mock

@Suite("health", .timeLimit(.minutes(1))) struct HealthTests {
    private static func check(_ words: String, _ environment: [String: String] = [:]) throws -> HealthCheck {
        try HealthCommand.check(
            inLine: words.split(separator: " ").map(String.init)[...], environment: environment)
    }

    /// Asks on a thread of its own: a wait on a thread of the concurrency pool would keep the mock from its answer.
    private static func health(_ request: HealthRequest, before end: ContinuousClock.Instant) async -> Health {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: request.send(before: end)) }
        }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let words: String
        let environment: [String: String]
        let url: String

        var testDescription: String { "\(words) \(environment)" }

        init(_ words: String, _ environment: [String: String] = [:], is url: String) {
            (self.words, self.url) = (words, url)
            self.environment = Dictionary(
                uniqueKeysWithValues: environment.map { ("CAMPAIGN_MOCK_\($0.key)", $0.value) })
        }
    }

    @Test(
        "asks the mock of the URL, the flags, or the environment",
        arguments: [
            Row("", is: "http://localhost:7357"),
            Row("http://mock.test:80/api", is: "http://mock.test:80"), Row("HTTP://[::1]:1/", is: "http://[::1]:1"),
            Row("unix:a/b", is: "unix:a/b"), Row("--unix-socket s", ["URL": "http://h:1"], is: "unix:s"),
            Row("-p 8000", ["URL": "http://h:1", "PORT": "1"], is: "http://localhost:8000"),
            Row("-p 8000", ["HOST": "0.0.0.0", "UNIX_SOCKET": "s"], is: "http://0.0.0.0:8000"),
            Row("--host ::1", ["PORT": "9"], is: "http://[::1]:9"),
            Row("", ["URL": "http://h:1", "PORT": "2", "UNIX_SOCKET": "s"], is: "http://h:1"),
            Row("", ["HOST": "h", "PORT": "2"], is: "http://h:2"), Row("", ["UNIX_SOCKET": "s"], is: "unix:s"),
            Row("", ["PORT": "tcp://10.0.0.1:7357"], is: "http://localhost:7357"),
        ])
    func address(_ row: Row) throws {
        #expect(try Self.check(row.words, row.environment).request.address.url == row.url)
    }

    @Test("connects to the loopback address when the mock listens on all addresses")
    func reachable() {
        #expect(MockAddress.tcp(host: "0.0.0.0", port: 1).reachable == .tcp(host: "127.0.0.1", port: 1))
        #expect(MockAddress.tcp(host: "[::]", port: 1).reachable == .tcp(host: "::1", port: 1))
        #expect(MockAddress.tcp(host: "mock", port: 1).reachable == .tcp(host: "mock", port: 1))
    }

    @Test(
        "refuses mistakes",
        arguments: [
            "https://mock.test", "mock.test:80", "http://", "http://h:0", "http://h:65536", "http://u@h:1", "unix:",
            "http://h --port 1", "--unix-socket s --host h", "--port 0", "--port x", "--timeout soon", "--timeout 0",
            "--timeout 25h", "--timeout 1e999", "--strict", "--host=", "a b",
        ])
    func refused(_ words: String) {
        let error = #expect(throws: (any Error).self) { try Self.check(words) }
        #expect(error.map { CampaignMockCommand.exitCode(for: $0) } == .validationFailure)
    }

    @Test("refuses an invalid variable and names it", arguments: [("URL", "https://h"), ("PORT", "0"), ("PORT", "x")])
    func variable(_ name: String, _ value: String) {
        let error = #expect(throws: EnvironmentArguments.Invalid.self) {
            try Self.check("", ["CAMPAIGN_MOCK_\(name)": value])
        }
        #expect(error?.variable == "CAMPAIGN_MOCK_\(name)")
    }

    @Test(
        "reads times with a unit, and seconds without",
        arguments: [("10s", 10_000), ("500ms", 500), ("1.5", 1_500), ("2m", 120_000)])
    func time(_ text: String, milliseconds: Int) throws {
        let check = try Self.check("--wait --timeout \(text)")
        #expect(check.waits && check.timeout == .milliseconds(milliseconds))
    }

    @Test("asks both loopback addresses for localhost, and without a token is told by a mock beyond loopback")
    func addresses() async throws {
        let end = ContinuousClock.now + .seconds(30)
        for host in ["127.0.0.1", "::1", "0.0.0.0"] where host != "::1" || Loopback.hasIPv6 {
            var options = MockOptions()
            options.endpoint = .tcp(host: host, port: 0)
            options.control.token = host == "0.0.0.0" ? "open-sesame" : nil
            try await withMock(options) { mock in
                let request = HealthRequest(address: .tcp(host: "localhost", port: mock.port), token: nil)
                #expect(await Self.health(request, before: end) == .healthy(version: MockServer.version), "\(host)")
            }
        }
    }

    @Test("tells a healthy mock from another server, a closed port and silence")
    func answers() async throws {
        let end = ContinuousClock.now + .seconds(30)
        try await withMock { mock in
            let address = MockAddress.tcp(host: "localhost", port: mock.port)
            let request = HealthRequest(address: address, token: nil)
            #expect(await Self.health(request, before: end) == .healthy(version: MockServer.version))
            #expect(request.send(before: .now) == .late)
        }
        let nothing = HealthRequest(address: .unixSocket(path: "/no/such/socket"), token: nil)
        #expect(nothing.send(before: end) == .unreachable(code: ENOENT))
        #expect(Health(response: Array("HTTP/1.1 200 OK\r\n\r\n{\"status\":\"ok\"}".utf8)).isHealthy == false)
        #expect(
            Health(response: Array("HTTP/1.1 403 Forbidden\r\n\r\n{\"message\":\"No.\"}".utf8))
                == .unhealthy(status: 403, message: "No."))
        #expect(Health(response: Array("SSH-2.0\r\n".utf8)) == .unreadable)
        let other = Health(response: Array("HTTP/1.1 404 Not Found\r\n\r\n<html>".utf8))
        #expect(
            other.line(from: .tcp(host: "localhost", port: 80)).hasSuffix(
                "it answered 404: start a mock there, or name another address."))
    }

    @Test("asks again only when it waits, until the mock is healthy or the time is over")
    func asking() throws {
        for (words, count) in [("--wait", 3), ("", 1), ("--wait --timeout 1ms", 1)] {
            var asked = 0
            let health = try Self.check(words).health { _ in
                asked += 1
                return asked < 3 ? .unreachable(code: ECONNREFUSED) : .healthy(version: "1")
            }
            #expect(asked == count && health.isHealthy == (count == 3), "\(words)")
        }
    }

    @Test("finds a mock that starts meanwhile, over a Unix domain socket")
    func waiting() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory.appending(path: "socket").path
            let missing = try await ProgramRun.of(["health", "--unix-socket", path])
            #expect(missing.status == 1 && missing.output == "")
            #expect(missing.errors.hasPrefix("campaign-mock: No mock answers at unix:\(path) ("))
            async let run = ProgramRun.of(
                ["health", "--wait", "--timeout", "50s"], environment: ["CAMPAIGN_MOCK_URL": "unix:\(path)"])
            var options = MockOptions()
            options.endpoint = .unixSocket(path: path)
            let mock = try MockServer(options, logger: silentLogger)
            let running = Task { try await mock.run() }
            let found = try await run
            #expect(found.status == 0 && found.errors == "")
            #expect(found.output == "campaign-mock \(MockServer.version) at unix:\(path) is healthy\n")
            mock.stop()
            try await running.value
        }
    }

    @Test("finds the mock of exec")
    func insideExec() async throws {
        let run = try await ProgramRun.of(["exec", "--", ProgramRun.executable, "health"])
        #expect(run.status == 0 && run.errors == "")
        #expect(run.output.hasSuffix(" is healthy\n"))
    }
}
