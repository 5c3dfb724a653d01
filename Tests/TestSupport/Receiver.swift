import Base
import Foundation

/// A server that is as ill-mannered as its test wants: each connection is handled by a script that blocks a thread of its own.
package final class Receiver: Sendable {
    #if canImport(Darwin)
    private static let stream = SOCK_STREAM
    #else
    private static let stream = Int32(SOCK_STREAM.rawValue)
    #endif

    package typealias Script = @Sendable (ReceivedConnection) -> Void

    package let port: Int
    private let descriptor: Int32
    private let requests = Locked<[String]>([])

    /// Listens on a free port of a loopback address.
    ///
    /// - Parameters:
    ///   - host: 127.0.0.1 or ::1.
    ///   - backlog: how many connections wait to be accepted.
    ///   - script: handles a connection, which is closed afterwards; `nil` accepts none.
    package init(host: String = "127.0.0.1", backlog: Int32 = 128, _ script: Script?) throws {
        descriptor = socket(host == "::1" ? AF_INET6 : AF_INET, Self.stream, 0)
        guard descriptor >= 0 else { throw RawConnection.Failure(call: "socket", code: errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        var name = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let socket = descriptor
        guard Loopback.withAddress(host, 0, { bind(socket, $0, $1) }) == 0, listen(socket, backlog) == 0,
            withUnsafeMutablePointer(
                to: &name,
                { $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &length) } }) == 0
        else {
            let code = errno
            close(descriptor)
            throw RawConnection.Failure(call: "listen", code: code)
        }
        // The port is at the same place in both kinds of address.
        port = withUnsafeBytes(of: name) { Int($0[2]) << 8 | Int($0[3]) }
        guard let script else { return }
        Thread.detachNewThread { [requests] in
            while true {
                let accepted = accept(socket, nil, nil)
                if accepted < 0 { if errno == EINTR || errno == ECONNABORTED { continue } else { return } }
                Thread.detachNewThread { script(ReceivedConnection(accepted, requests: requests)) }
            }
        }
    }

    /// A receiver that reads each request and sends this answer.
    package convenience init(host: String = "127.0.0.1", answering text: String) throws {
        try self.init(host: host) { connection in
            connection.readRequest()
            connection.send(text)
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    /// The requests that were read so far, each with its body.
    package var received: [String] { requests.withLock { $0 } }
}

/// One connection to a ``Receiver``.
package final class ReceivedConnection: Sendable {
    private let descriptor: Int32
    private let requests: Locked<[String]>

    fileprivate init(_ descriptor: Int32, requests: Locked<[String]>) {
        self.descriptor = descriptor
        self.requests = requests
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        #if canImport(Darwin)
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        #endif
        var patience = timeval(tv_sec: 180, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
        close(descriptor)
    }

    /// Reads a request up to the end of its body.
    @discardableResult
    package func readRequest() -> String {
        var bytes: [UInt8] = []
        var length: Int?
        while length.map({ bytes.count < $0 }) ?? true {
            guard let more = receive() else { break }
            bytes += more
            guard length == nil, let head = String(decoding: bytes, as: UTF8.self).firstRange(of: "\r\n\r\n") else {
                continue
            }
            let text = String(decoding: bytes, as: UTF8.self)[..<head.lowerBound]
            let body = text.lowercased().firstMatch(of: /content-length: (\d+)/).flatMap { Int($0.1) } ?? 0
            length = text.utf8.count + 4 + body
        }
        let request = String(decoding: bytes, as: UTF8.self)
        requests.withLock { $0.append(request) }
        return request
    }

    /// Reads what has come; `nil` at the end of the stream.
    package func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }

    /// - Returns: whether the client took all of it.
    @discardableResult
    package func send(_ text: String) -> Bool {
        #if canImport(Darwin)
        let flags: Int32 = 0
        #else
        let flags = Int32(MSG_NOSIGNAL)
        #endif
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent, flags)
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Shuts the sending side. The client can still send.
    package func shut() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Waits until the client has closed the connection.
    package func waitForEnd() {
        while receive() != nil {}
    }

    /// Makes the close at the end of the script a reset.
    package func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    }
}
