import Base
import Foundation
import TestSupport
import Testing

@testable import HTTPServer

@Suite("A request of the client on an event loop") struct ClientFailureTests {
    @Test("fails and closes its connection when it is cancelled, before or after it has begun")
    func cancellation() async throws {
        let (begun, ended) = (Signal(), Signal())
        let receiver = try Receiver { connection in
            connection.readRequest()
            begun.set()
            connection.waitForEnd()
            ended.set()
        }
        try await withServer(handler: { _ in text("") }) { server in
            let cancellation = ClientCancellation()
            async let result = server.post(port: receiver.port, cancelledBy: cancellation)
            await begun.wait()
            cancellation.cancel()
            #expect(await result.failure == .cancelled)
            await ended.wait()
            #expect(await server.post(port: receiver.port, cancelledBy: cancellation).failure == .cancelled)
            let unknown = await server.post(to: "no-such-host.invalid", port: 80, cancelledBy: cancellation)
            #expect(unknown.failure == .cancelled)
            #expect(receiver.received.count == 1)
        }
    }

    @Test("says that a receiver did not take the whole request in time")
    func untaken() async throws {
        let isOver = DispatchSemaphore(value: 0)
        let receiver = try Receiver { _ in isOver.wait() }
        defer { isOver.signal() }
        try await withServer(handler: { _ in text("") }) { server in
            let body = String(repeating: "x", count: 20_000_000)
            let failure = await server.post(body, port: receiver.port, within: .seconds(2)).failure
            #expect(failure == .timedOut(.request, after: .seconds(2)))
        }
    }

    @Test("tells of the address where nothing listens, when others cannot be reached at all")
    func unreachable() async throws {
        let port = try Receiver(nil).port
        let closed = try #require(try ClientPlace(host: URIHost("127.0.0.1"), port: port).addresses().first)
        // No address of a machine: connect(2) fails at once.
        let broadcast = try #require(try ClientPlace(host: URIHost("255.255.255.255"), port: port).addresses().first)
        try await withServer(handler: { _ in text("") }) { server in
            for addresses in [[closed, broadcast], [broadcast, closed]] {
                let result = await withCheckedContinuation { continuation in
                    let loop = server.clientLoop
                    loop.submit {
                        ClientExchange(
                            [], to: addresses, by: .now + 300_000_000_000, timeout: .seconds(300), on: loop,
                            { continuation.resume(returning: $0) }
                        ).connect()
                    }
                }
                #expect(result.failure == .refused(addresses: ["127.0.0.1:\(port)"]))
            }
        }
    }

    @Test("takes a connection of a socket to itself for one that nothing listens to")
    func itself() throws {
        let socket = try Descriptor(socket(AF_INET, Platform.streamSocket, 0), from: "socket")
        var address = try #require(try ClientPlace(host: URIHost("127.0.0.1"), port: 0).addresses().first)
        let bound = address.withPointer { bind(socket.raw, $0, $1) }
        try #require(bound == 0)
        var outcome: Int32 = 0
        address = SocketAddress(filledBy: { getsockname(socket.raw, $0, $1) }, result: &outcome)
        let connected = address.withPointer { connect(socket.raw, $0, $1) }
        try #require(outcome == 0 && connected == 0)
        #expect(SocketAddress.isConnectedToItself(socket.raw))
    }
}
