import Base
import Foundation

#if canImport(Darwin)
private let streamSocket = SOCK_STREAM
#else
private let streamSocket = Int32(SOCK_STREAM.rawValue)
#endif

/// A client that sends raw bytes and can break the protocol in every way.
///
/// Each call blocks its own thread, never a thread of the pool that runs the tests. A call fails after three minutes.
///
/// `@unchecked Sendable`: a test uses its client from one task at a time.
final class Client: @unchecked Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    enum Ending: Equatable {
        case closed
        case reset
    }

    private var descriptor: Int32
    private var unread: [UInt8] = []

    init(port: Int, receiveBufferBytes: Int32? = nil) throws {
        descriptor = socket(AF_INET, streamSocket, 0)
        if var size = receiveBufferBytes {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        try connect(&address)
    }

    init(unixPath: String) throws {
        descriptor = socket(AF_UNIX, streamSocket, 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: unixPath.utf8) }
        try connect(&address)
    }

    init(ipv6Port: Int) throws {
        descriptor = socket(AF_INET6, streamSocket, 0)
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = UInt16(ipv6Port).bigEndian
        address.sin6_addr = in6addr_loopback
        try connect(&address)
    }

    private func connect<Address>(_ address: inout Address) throws {
        var patience = timeval(tv_sec: 180, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        guard result == 0 else { throw Failure(description: "connect: \(String(cString: strerror(errno)))") }
    }

    deinit {
        if descriptor >= 0 { Foundation.close(descriptor) }
    }

    // MARK: Sending

    func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) async throws {
        try await onThread {
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    Foundation.send(self.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { throw Failure(description: "send: \(String(cString: strerror(errno)))") }
                sent += count
            }
        }
    }

    func get(_ path: String = "/") async throws -> ClientResponse {
        try await send("GET \(path) HTTP/1.1\r\nHost: test\r\n\r\n")
        return try await response()
    }

    func shutSendingSide() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    func close() {
        Foundation.close(descriptor)
        descriptor = -1
    }

    func reset() {
        var abortively = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &abortively, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    // MARK: Receiving

    /// Reads one response with any framing.
    func response(toHEAD: Bool = false) async throws -> ClientResponse {
        try await onThread {
            var head = ClientResponse(head: String(decoding: try self.take(through: "\r\n\r\n"), as: UTF8.self))
            if toHEAD || head.status < 200 || head.status == 204 || head.status == 304 { return head }
            if head["Transfer-Encoding"] == "chunked" {
                while true {
                    let line = String(decoding: try self.take(through: "\r\n").dropLast(2), as: UTF8.self)
                    guard let size = Int(line, radix: 16) else { throw Failure(description: "chunk size \(line)") }
                    head.body += try self.take(size)
                    _ = try self.take(2)
                    if size == 0 { return head }
                }
            } else if let length = head["Content-Length"].flatMap({ Int($0) }) {
                head.body = Array(try self.take(length))
            } else {
                while try self.receive() {}
                head.body = try self.take(self.unread.count)
            }
            return head
        }
    }

    /// Reads exactly `count` bytes.
    func bytes(_ count: Int) async throws -> [UInt8] {
        try await onThread { try self.take(count) }
    }

    /// Reads until the connection ends.
    func rest() async throws -> (text: String, ending: Ending) {
        try await onThread {
            do {
                while try self.receive() {}
                return (String(decoding: self.unread, as: UTF8.self), .closed)
            } catch let failure as Failure where failure.description == "reset" {
                return (String(decoding: self.unread, as: UTF8.self), .reset)
            }
        }
    }

    private func take(through end: String) throws -> [UInt8] {
        let mark = Array(end.utf8)
        while true {
            if let range = unread.firstRange(of: mark) { return try take(range.upperBound) }
            guard try receive() else {
                throw Failure(description: "closed after: \(String(decoding: unread, as: UTF8.self))")
            }
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while unread.count < count {
            guard try receive() else { throw Failure(description: "closed \(count - unread.count) bytes early") }
        }
        defer { unread.removeFirst(count) }
        return Array(unread.prefix(count))
    }

    /// - Returns: whether bytes arrived before the end of the stream.
    private func receive() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0 {
            throw Failure(description: errno == ECONNRESET ? "reset" : "recv: \(String(cString: strerror(errno)))")
        }
        unread += buffer.prefix(count)
        return count > 0
    }

    private func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        // ThreadSanitizer sees that the lock orders the thread and the task. It does not see it of a continuation.
        let outcome = Locked<Result<Value, any Error>?>(nil)
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let result = Result { try body() }
                outcome.withLock { $0 = result }
                continuation.resume()
            }
        }
        guard let result = outcome.withLock({ $0 }) else { throw Failure(description: "the thread has no result") }
        return try result.get()
    }
}

struct ClientResponse: Sendable {
    let head: String
    var body: [UInt8] = []

    init(head: String) {
        self.head = head
    }

    var status: Int { Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0 }
    var text: String { String(decoding: body, as: UTF8.self) }

    subscript(_ name: String) -> String? {
        for line in head.split(separator: "\r\n").dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == name.lowercased() {
                return parts[1].trimmingCharacters(in: .whitespaces)
            }
        }
        return nil
    }
}
