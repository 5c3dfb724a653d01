import Foundation
import HTTPServer
import HTTPTypes
import TestSupport
import Testing

@Suite("Listening") struct ListeningTests {
    private func failure(_ configure: (inout ServerConfiguration) -> Void) -> ServerError? {
        var configuration = ServerConfiguration()
        configure(&configuration)
        do {
            _ = try Server(configuration: configuration, logger: silentLogger) { _ in .ready(text("")) }
            return nil
        } catch {
            return error
        }
    }

    /// A path for a socket at which no file exists.
    private func unusedPath() -> String {
        NSTemporaryDirectory() + "http-server-\(UUID().uuidString.prefix(13)).sock"
    }

    @Test("on a port in use is refused", arguments: ["127.0.0.1", "0.0.0.0"])
    func portInUse(_ host: String) async throws {
        try await withServer { server in
            let error = failure {
                $0.host = host
                $0.port = server.port
            }
            #expect(error == .addressInUse(host: host, port: server.port))
        }
    }

    @Test("on an invalid port or host is refused")
    func badAddresses() {
        #expect(failure { $0.port = 65_536 } == .portOutOfRange(port: 65_536))
        #expect(failure { $0.port = -1 } == .portOutOfRange(port: -1))
        #expect(failure { $0.host = "203.0.113.7" } == .addressNotAvailable(host: "203.0.113.7"))
        guard case .hostUnknown = failure({ $0.host = "no such host" }) else {
            Issue.record("a name with spaces has no address")
            return
        }
    }

    @Test(
        "on an address that each network interface has needs the interface's name",
        .enabled(if: Loopback.hasIPv6, "needs IPv6"), arguments: ["fe80::1", "[fe80::1]"])
    func linkLocal(_ host: String) {
        #expect(failure { $0.host = host } == .zoneMissing(host: host))
    }

    @Test("on IPv6 works", arguments: ["::1", "[::1]", "::"])
    func hosts(_ host: String) async throws {
        try await withServer(configure: { $0.host = host }, handler: { text($0.peer ?? "") }) { server in
            if host == "::" {
                let client = try Client(port: server.port)
                #expect(try await client.get().text.contains("127.0.0.1"))
            }
            let client = try Client(ipv6Port: server.port)
            #expect(try await client.get().text.hasPrefix("[::1]:"))
        }
    }

    @Test("on a Unix domain socket works, and leaves no file behind", arguments: PollerKind.available)
    func unixSocket(_ poller: PollerKind) async throws {
        let path = unusedPath()
        try await withServer(
            poller, configure: { $0.unixSocketPath = path }, handler: { text($0.peer ?? "no peer") }
        ) { server in
            #expect(server.port == 0)
            let client = try Client(unixPath: path)
            #expect(try await client.get().text == "no peer")
            #expect(failure { $0.unixSocketPath = path } == .socketPathInUse(path: path))
            #expect(try await client.get().text == "no peer")
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("replaces the socket file of a server that has ended")
    func staleSocket() async throws {
        let path = unusedPath()
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(bound == 0)
        close(descriptor)
        try await withServer(configure: { $0.unixSocketPath = path }) { _ in
            let client = try Client(unixPath: path)
            #expect(try await client.get().status == 200)
        }
    }

    @Test("on a path that cannot be a socket is refused, and a file at the path stays unchanged")
    func badPaths() throws {
        let long = "/tmp/" + String(repeating: "x", count: 200)
        guard case .socketPathTooLong(long, _) = failure({ $0.unixSocketPath = long }) else {
            Issue.record("a path that is too long was not refused")
            return
        }
        let file = unusedPath()
        try Data("precious".utf8).write(to: URL(fileURLWithPath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        #expect(failure { $0.unixSocketPath = file } == .socketPathTaken(path: file))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "precious")
        let missing = "/no/such/directory.sock"
        #expect(failure { $0.unixSocketPath = missing } == .socketDirectoryMissing(path: missing))
    }

    @Test("failures have a message of one line")
    func messages() {
        let errors: [ServerError] = [
            .addressInUse(host: "127.0.0.1", port: 1), .permissionDenied(address: "x"),
            .hostUnknown(host: "x", reason: "y"), .addressNotAvailable(host: "x"), .portOutOfRange(port: 1),
            .socketPathTooLong(path: "x", limit: 1), .socketPathInUse(path: "x"), .socketPathTaken(path: "x"),
            .socketDirectoryMissing(path: "x"), .pollerUnavailable(.epoll), .zoneMissing(host: "x"),
        ]
        for error in errors {
            #expect(error.message.contains(": "))
            #expect(!error.message.contains("\n"))
        }
    }
}
