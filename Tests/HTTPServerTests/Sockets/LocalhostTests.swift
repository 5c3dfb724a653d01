import Base
import Foundation
import TestSupport
import Testing

@testable import HTTPServer

@Suite("Listening on localhost") struct LocalhostTests {
    private static let (ipv4, ipv6) = (URIHost("127.0.0.1"), URIHost("::1"))

    /// Listens on a machine whose addresses and used ports a rule decides.
    ///
    /// - Parameter failure: the error of one bind(2); `nil` for a success.
    /// - Returns: the place, the number of listeners, and the addresses and ports that were tried.
    private static func listen(
        port: Int = 0, failure: (_ host: URIHost, _ count: Int) -> Int32?
    ) throws -> (place: Listening.Place, listeners: Int, tried: [(host: URIHost, port: Int)]) {
        var listeners = 0
        var tried: [(host: URIHost, port: Int)] = []
        // Every machine has this address. It stands for the one that the rule lets succeed.
        let real = try #require(try HostAddresses(of: "127.0.0.1").all.first)
        let place = try Listening.tcp(
            try HostAddresses(of: "localhost"), port: port, { _ in listeners += 1 },
            bind: { (address, isAlone) throws(SystemError) in
                guard let host = address.host, !isAlone else { throw SystemError(call: "socket", code: EINVAL) }
                tried.append((host, address.port))
                if let code = failure(host, tried.count) { throw SystemError(call: "bind", code: code) }
                return try Listener.tcp(real, isAlone: true, backlog: 1)
            })
        return (place, listeners, tried)
    }

    @Test("asks no resolver", arguments: ["localhost", "LocalHost."])
    func addresses(_ name: String) throws {
        let addresses = try HostAddresses(of: name)
        #expect(addresses.all.map(\.host) == [Self.ipv4, Self.ipv6])
        #expect(addresses.areLoopback)
    }

    @Test("serves both addresses on the port that the system has chosen", .enabled(if: Loopback.hasIPv6, "needs ::1"))
    func both() async throws {
        try await withServer(configure: { $0.host = "localhost" }, handler: { text($0.peer ?? "") }) { server in
            #expect(server.hosts == [Self.ipv4, Self.ipv6])
            let (first, second) = (try Client(port: server.port), try Client(ipv6Port: server.port))
            #expect(try await first.get().text.hasPrefix("127.0.0.1:"))
            #expect(try await second.get().text.hasPrefix("[::1]:"))
        }
    }

    @Test("needs only one of the addresses", arguments: [EADDRNOTAVAIL, EAFNOSUPPORT])
    func oneAddress(_ code: Int32) throws {
        for missing in [Self.ipv4, Self.ipv6] {
            let (place, listeners, _) = try Self.listen { host, _ in host == missing ? code : nil }
            #expect(place.hosts == [Self.ipv4, Self.ipv6].filter { $0 != missing })
            #expect(listeners == 1 && place.port > 0)
        }
        #expect(throws: ServerError.addressNotAvailable(host: "localhost")) { try Self.listen { _, _ in code } }
    }

    @Test("takes another free port when the first is in use on the other address, and gives up at last")
    func collision() throws {
        let (place, listeners, tried) = try Self.listen { host, count in
            host == Self.ipv6 && count < 6 ? EADDRINUSE : nil
        }
        #expect(place.hosts == [Self.ipv4, Self.ipv6] && listeners == 2)
        #expect(tried.map(\.host) == [Self.ipv4, Self.ipv6, Self.ipv4, Self.ipv6, Self.ipv4, Self.ipv6])
        #expect(tried.filter { $0.host == Self.ipv4 }.allSatisfy { $0.port == 0 })
        #expect(tried.filter { $0.host == Self.ipv6 }.allSatisfy { $0.port > 0 })
        var calls = 0
        #expect(throws: ServerError.self) {
            try Self.listen { host, count in
                calls = count
                return host == Self.ipv6 ? EADDRINUSE : nil
            }
        }
        #expect(calls == 32)
    }

    @Test("names the address on which a port is in use, and leaves the other one free")
    func portInUse() async throws {
        for taken in Loopback.hasIPv6 ? ["127.0.0.1", "::1"] : ["127.0.0.1"] {
            try await withServer(configure: { $0.host = taken }) { server in
                for _ in 0..<2 {
                    let error = #expect(throws: ServerError.self) {
                        try Self.server("localhost", port: server.port)
                    }
                    #expect(error == .addressInUse(host: URIHost(taken).text, port: server.port))
                }
                guard Loopback.hasIPv6 else { return }
                _ = try Self.server(taken == "::1" ? "127.0.0.1" : "::1", port: server.port)
            }
        }
        // A given port is tried once.
        var calls = 0
        #expect(throws: ServerError.addressInUse(host: "[::1]", port: 7_357)) {
            try Self.listen(port: 7_357) { host, count in
                calls = count
                return host == Self.ipv6 ? EADDRINUSE : nil
            }
        }
        #expect(calls == 2)
    }

    private static func server(_ host: String, port: Int) throws(ServerError) -> Server {
        var configuration = ServerConfiguration()
        configuration.host = host
        configuration.port = port
        return try Server(configuration: configuration, logger: silentLogger) { _ in .ready(text("")) }
    }
}
