import Foundation

/// What a non-blocking read or write came to.
///
/// Would-block is an outcome like any other, not an error.
enum SocketResult: Equatable {
    case bytes(Int)
    case wouldBlock
    /// The other side has shut its sending side.
    case ended
    case failed(SystemError)
}

/// Calls again for as long as a signal interrupts: the one place where EINTR is dealt with.
///
/// - Returns: the call's result and, when that is negative, the `errno` it left.
func uninterrupted<Result: SignedInteger>(_ call: () -> Result) -> (result: Result, code: Int32) {
    while true {
        let result = call()
        if result >= 0 { return (result, 0) }
        let code = errno
        if code != EINTR { return (result, code) }
    }
}

extension SocketResult {
    /// Receives what is there, at most the buffer's size.
    static func receive(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> SocketResult {
        let (count, code) = uninterrupted { recv(descriptor, buffer.baseAddress, buffer.count, 0) }
        if count == 0 { return .ended }
        return count > 0 ? .bytes(count) : failure("recv", code)
    }

    /// Tells whether something, or the end, could be received; takes nothing.
    static func peek(_ descriptor: Int32) -> SocketResult {
        var byte: UInt8 = 0
        let (count, code) = uninterrupted { recv(descriptor, &byte, 1, Platform.peekFlag) }
        if count == 0 { return .ended }
        return count > 0 ? .bytes(count) : failure("recv", code)
    }

    /// Sends as much as the kernel takes.
    ///
    /// A client that is gone is an outcome, never a SIGPIPE.
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
