import Foundation

#if os(Linux)
import CEpoll
#endif

/// The differences between Linux and Darwin.
///
/// Only this file, ``EpollPoller`` and ``PollerKind`` have an `#if` for the platform.
enum Platform {
    #if canImport(Darwin)
    typealias ThreadArgument = UnsafeMutableRawPointer
    static let streamSocket = SOCK_STREAM
    static let sendFlags: Int32 = 0
    static let peekFlag: Int32 = MSG_PEEK
    /// Darwin's poll(2) has no flag for a peer that has shut its sending side.
    static let readHangUp: Int16 = 0
    #else
    typealias ThreadArgument = UnsafeMutableRawPointer?
    static let streamSocket = Int32(SOCK_STREAM.rawValue)
    static let sendFlags = Int32(MSG_NOSIGNAL)
    static let peekFlag = Int32(MSG_PEEK)
    /// POLLRDHUP. glibc declares it only with _GNU_SOURCE.
    static let readHangUp: Int16 = 0x2000
    #endif

    /// Accepts one connection. Its socket is non-blocking and closes on exec.
    ///
    /// - Returns: the descriptor; negative on failure, with the cause in `errno`.
    static func acceptConnection(
        _ listener: Int32, _ address: UnsafeMutablePointer<sockaddr>, _ length: UnsafeMutablePointer<socklen_t>
    ) -> Int32 {
        #if canImport(Darwin)
        let descriptor = accept(listener, address, length)
        guard descriptor >= 0 else { return descriptor }
        setNonBlockingAndCloseOnExec(descriptor)
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        return descriptor
        #else
        return accept4(listener, address, length, Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue))
        #endif
    }

    /// Opens a TCP socket for a connection to a server. It is non-blocking and closes on exec.
    static func clientSocket(_ family: Int32) throws(SystemError) -> Descriptor {
        #if canImport(Darwin)
        let descriptor = try Descriptor(socket(family, streamSocket, 0), from: "socket")
        setNonBlockingAndCloseOnExec(descriptor.raw)
        var on: Int32 = 1
        setsockopt(descriptor.raw, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        return descriptor
        #else
        let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        return try Descriptor(socket(family, streamSocket | flags, 0), from: "socket")
        #endif
    }

    /// The error that has befallen a socket since the last call; 0 for none.
    static func socketError(_ descriptor: Int32) -> Int32 {
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length) == 0 else { return errno }
        return code
    }

    static func setNonBlockingAndCloseOnExec(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    /// The process's soft and hard limit of open descriptors.
    static var descriptorLimits: rlimit {
        get {
            var limits = rlimit()
            #if canImport(Darwin)
            getrlimit(RLIMIT_NOFILE, &limits)
            #else
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
            #endif
            return limits
        }
        set {
            var limits = newValue
            #if canImport(Darwin)
            setrlimit(RLIMIT_NOFILE, &limits)
            #else
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
            #endif
        }
    }

    /// A number that is different for each running thread of this process; never 0.
    static var currentThread: UInt {
        #if canImport(Darwin)
        UInt(bitPattern: pthread_self())
        #else
        pthread_self()
        #endif
    }

    /// Starts a thread; `nil` when the system allows no further thread.
    static func startThread(
        _ main: @convention(c) (ThreadArgument) -> UnsafeMutableRawPointer?, _ argument: UnsafeMutableRawPointer
    ) -> pthread_t? {
        #if canImport(Darwin)
        var thread: pthread_t?
        return pthread_create(&thread, nil, main, argument) == 0 ? thread : nil
        #else
        var thread = pthread_t()
        return pthread_create(&thread, nil, main, argument) == 0 ? thread : nil
        #endif
    }
}
