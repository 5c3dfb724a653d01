import Foundation
import Base

/// A connection to a server under test that sends and receives raw bytes.
///
/// It blocks its own threads, so a waiting test never takes a thread that the server's tasks need.
package final class RawConnection: Sendable {
    package struct Failure: Error {
        package let call: String
        package let code: Int32
    }

    #if canImport(Darwin)
    private static let stream = SOCK_STREAM
    private static let noSignal: Int32 = 0
    #else
    private static let stream = Int32(SOCK_STREAM.rawValue)
    private static let noSignal = Int32(MSG_NOSIGNAL)
    #endif

    private let descriptor: Int32
    private let unread = Locked<[UInt8]>([])
    private let record: RecordedConnection

    /// Connects to a loopback address.
    ///
    /// - Parameters:
    ///   - host: 127.0.0.1 or ::1.
    ///   - file: the code that connects, for the ``ExchangeLog``.
    package init(host: String = "127.0.0.1", port: Int, file: String = #fileID) throws {
        record = RecordedConnection(file: file)
        descriptor = socket(host == "::1" ? AF_INET6 : AF_INET, Self.stream, 0)
        guard descriptor >= 0 else { throw Failure(call: "socket", code: errno) }
        // A child process must not inherit the connection and keep it open.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let outcome = Loopback.withAddress(host, port) { connect(descriptor, $0, $1) }
        guard outcome == 0 else {
            let code = errno
            close(descriptor)
            throw Failure(call: "connect", code: code)
        }
        // A test that waits for a missing response fails after three minutes.
        var patience = timeval(tv_sec: 180, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
        close(descriptor)
    }

    package func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    package func send(_ bytes: [UInt8]) async throws {
        record.sent(bytes)
        try await onOwnThread { [descriptor] in
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes {
                    Foundation.send(descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Self.noSignal)
                }
                guard count > 0 else { throw Failure(call: "send", code: errno) }
                sent += count
            }
        }
    }

    /// Receives the next bytes; empty at the end of the stream.
    package func receive() async throws -> [UInt8] {
        try await onOwnThread { [descriptor, record] in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { throw Failure(call: "recv", code: errno) }
            record.received(buffer.prefix(count))
            return Array(buffer.prefix(count))
        }
    }

    /// Receives the next response, up to its `Content-Length`, its last chunk or the end of the stream.
    ///
    /// - Parameter toHead: whether the request was a HEAD, so that the response has no body.
    package func receiveResponse(toHead: Bool = false) async throws -> RawResponse {
        while true {
            let (response, count) =
                unread.withLock { RawResponse.read($0, hasEnded: false, toHead: toHead) } ?? (nil, 0)
            if let response {
                unread.withLock { $0.removeFirst(count) }
                return response
            }
            let more = try await receive()
            if more.isEmpty {
                let rest = unread.withLock { bytes in
                    defer { bytes = [] }
                    return RawResponse.read(bytes, hasEnded: true, toHead: toHead)
                }
                guard let (response, _) = rest else { throw Failure(call: "recv", code: 0) }
                return response
            }
            unread.withLock { $0 += more }
        }
    }

    private func onOwnThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
        }
    }
}
