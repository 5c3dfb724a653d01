import Foundation

/// The result of a non-blocking read or write.
///
/// A call that would block is a normal result, not an error.
enum SocketResult: Equatable {
    /// The number of bytes that were read or written.
    case bytes(Int)
    case wouldBlock
    /// The peer has shut its sending side.
    case ended
    case failed(SystemError)
}

/// Repeats a system call while a signal interrupts it (EINTR).
///
/// - Returns: the result of the call, and its `errno` when the result is negative, otherwise 0.
func uninterrupted<Result: SignedInteger>(_ call: () -> Result) -> (result: Result, code: Int32) {
    while true {
        let result = call()
        if result >= 0 { return (result, 0) }
        let code = errno
        if code != EINTR { return (result, code) }
    }
}

extension SocketResult {
    /// Receives the bytes that have arrived, at most the buffer's size.
    static func receive(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> SocketResult {
        let (count, code) = uninterrupted { recv(descriptor, buffer.baseAddress, buffer.count, 0) }
        if count == 0 { return .ended }
        return count > 0 ? .bytes(count) : failure("recv", code)
    }

    /// Checks whether a byte or the end of the stream can be received, and leaves it in the socket.
    static func peek(_ descriptor: Int32) -> SocketResult {
        var byte: UInt8 = 0
        let (count, code) = uninterrupted { recv(descriptor, &byte, 1, Platform.peekFlag) }
        if count == 0 { return .ended }
        return count > 0 ? .bytes(count) : failure("recv", code)
    }

    /// Sends as many bytes as the kernel takes.
    ///
    /// For a connection that has ended, returns ``failed(_:)``; the process gets no SIGPIPE.
    static func send(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> SocketResult {
        let (count, code) = uninterrupted {
            Foundation.send(descriptor, bytes.baseAddress, bytes.count, Platform.sendFlags)
        }
        return count >= 0 ? .bytes(count) : failure("send", code)
    }

    private static func failure(_ call: StaticString, _ code: Int32) -> SocketResult {
        code == EAGAIN || code == EWOULDBLOCK ? .wouldBlock : .failed(SystemError(call: call, code: code))
    }
}
