/// What an event source waits for.
///
/// Errors and hang-ups of the whole connection are reported without being asked for.
struct Interest: OptionSet, Equatable {
    let rawValue: UInt8

    static let read = Interest(rawValue: 1)
    static let write = Interest(rawValue: 2)
    /// The other side has shut its sending side.
    ///
    /// `read` tells that too; this is for while `read` is off.
    static let hangUp = Interest(rawValue: 4)
}

/// What has happened at a descriptor.
struct Readiness: OptionSet, Equatable {
    let rawValue: UInt8

    /// Something, or the end, can be read.
    static let readable = Readiness(rawValue: 1)
    static let writable = Readiness(rawValue: 2)
    static let hangUp = Readiness(rawValue: 4)
    /// The connection is gone in both directions: reset, or closed by both sides.
    static let gone = Readiness(rawValue: 8)
}

/// Names one registration.
///
/// The kernel uses descriptor numbers again, so the number alone could name an older one.
struct Registration: Equatable {
    let descriptor: Int32
    let generation: UInt32

    /// Both halves in the 64 bits that epoll carries for us.
    var token: UInt64 { UInt64(generation) << 32 | UInt64(UInt32(bitPattern: descriptor)) }

    init(descriptor: Int32, generation: UInt32) {
        self.descriptor = descriptor
        self.generation = generation
    }

    init(token: UInt64) {
        self.descriptor = Int32(bitPattern: UInt32(truncatingIfNeeded: token))
        self.generation = UInt32(truncatingIfNeeded: token >> 32)
    }
}

struct PollEvent: Equatable {
    let registration: Registration
    let readiness: Readiness
}

/// Waits for many descriptors at once.
///
/// Used by its loop's thread only.
///
/// Level-triggered: what is not dealt with is reported again. So nothing has to be remembered about what a socket
/// might still hold, one read a wake-up is enough and keeps connections fair to each other, and epoll behaves as
/// poll(2) does: the connection code that macOS runs is the one Linux runs. The price, a system call when the interest
/// changes, is not paid by a client that sends a request and waits for its answer.
protocol Poller: AnyObject {
    func add(_ registration: Registration, _ interest: Interest) throws(SystemError)
    func change(_ registration: Registration, _ interest: Interest) throws(SystemError)
    func remove(_ registration: Registration)

    /// Waits until something happens or the time is up.
    ///
    /// - Parameters:
    ///   - milliseconds: 0 returns at once, -1 waits without limit.
    ///   - events: is replaced by what has happened.
    func wait(milliseconds: Int32, into events: inout [PollEvent]) throws(SystemError)
}

extension PollerKind {
    func makePoller() throws(ServerError) -> any Poller {
        switch self {
        case .poll: return PollPoller()
        case .epoll:
            #if os(Linux)
            do { return try EpollPoller() } catch { throw .system(error) }
            #else
            throw .pollerUnavailable(self)
            #endif
        }
    }
}
