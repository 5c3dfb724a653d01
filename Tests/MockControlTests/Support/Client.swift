import Foundation
import JSON
import TestSupport

/// A plain HTTP client. Each request has its own socket, and blocks its own thread.
struct Client: Sendable {
    let port: Int

    enum Failure: Error { case cannotConnect(Int32), closedWithoutAnswer, notHTTP }

    func send(
        _ method: String, _ target: String, headers: [String: String] = [:], body: [UInt8] = []
    ) async throws -> Reply {
        var head = "\(method) \(target) HTTP/1.1\r\nConnection: close\r\n"
        if headers["Host"] == nil { head += "Host: 127.0.0.1:\(port)\r\n" }
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { head += "\(name): \(value)\r\n" }
        if !body.isEmpty { head += "Content-Length: \(body.count)\r\n" }
        let bytes = Array((head + "\r\n").utf8) + body
        return try await onThread { try Reply(try exchange(bytes)) }
    }

    private func exchange(_ bytes: [UInt8]) throws -> [UInt8] {
        let socket = try connectedSocket()
        defer { close(socket) }
        try write(bytes, to: socket)
        var answer: [UInt8] = []
        while let more = read(from: socket) { answer += more }
        let record = RecordedConnection(file: #fileID)
        record.sent(bytes)
        record.received(answer)
        return answer
    }

    /// Opens a stream of events.
    func follow(_ target: String, headers: [String: String] = [:]) async throws -> EventReader {
        // HTTP/1.0, so that the events arrive without chunked transfer coding.
        var head = "GET \(target) HTTP/1.0\r\nHost: 127.0.0.1:\(port)\r\n"
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { head += "\(name): \(value)\r\n" }
        let bytes = Array((head + "\r\n").utf8)
        return try await onThread {
            let socket = try connectedSocket()
            try write(bytes, to: socket)
            return try EventReader(socket: socket, request: bytes)
        }
    }

    func connectedSocket() throws -> Int32 {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
        var limit = timeval(tv_sec: 180, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            defer { close(socket) }
            throw Failure.cannotConnect(errno)
        }
        return socket
    }

    func write(_ bytes: [UInt8], to socket: Int32) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Failure.closedWithoutAnswer }
            rest = rest.dropFirst(count)
        }
    }

    /// - Returns: `nil` at the end of the stream, after a reset, and after three minutes without a byte.
    func read(from socket: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }
}

/// Runs blocking work on a new thread, so that it blocks no thread of the concurrency pool.
func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
    }
}

/// A response as received.
struct Reply: Sendable {
    let status: Int
    /// The fields by their names in lower case. The values of repeated fields are joined.
    let headers: [String: String]
    let body: [UInt8]

    init(_ bytes: [UInt8]) throws {
        guard !bytes.isEmpty else { throw Client.Failure.closedWithoutAnswer }
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { throw Client.Failure.notHTTP }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        guard lines[0].hasPrefix("HTTP/1."), let status = Int(lines[0].split(separator: " ")[1]) else {
            throw Client.Failure.notHTTP
        }
        self.status = status
        headers = Dictionary(
            lines.dropFirst().map { line in
                let parts = line.split(separator: ":", maxSplits: 1)
                return (parts[0].lowercased(), parts[1].trimmingCharacters(in: .whitespaces))
            }
        ) { $0 + ", " + $1 }
        body = Array(bytes[end.upperBound...])
    }

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSONValue { get throws { try JSONReader.read(body.span) } }
    var message: String? { try? json["message"]?.string }
}
