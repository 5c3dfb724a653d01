/// The events that a ``PollSource`` waits for.
///
/// A poller always reports errors and hang-ups of the whole connection, as ``Readiness/gone``.
struct Interest: OptionSet, Equatable {
    let rawValue: UInt8

    static let read = Interest(rawValue: 1)
    static let write = Interest(rawValue: 2)
    /// The peer has shut its sending side.
    ///
    /// `read` reports that as well. This interest is for a source that does not ask for `read`.
    static let hangUp = Interest(rawValue: 4)
}

/// The events that have happened at a descriptor.
struct Readiness: OptionSet, Equatable {
    let rawValue: UInt8

    /// Bytes or the end of the stream can be read.
    static let readable = Readiness(rawValue: 1)
    static let writable = Readiness(rawValue: 2)
    static let hangUp = Readiness(rawValue: 4)
    /// The connection has ended in both directions: it was reset, or both sides have closed it.
    static let gone = Readiness(rawValue: 8)
}

/// Identifies one registration of a descriptor.
///
/// The kernel reuses descriptor numbers, so the generation tells registrations with the same number apart.
struct Registration: Equatable {
    let descriptor: Int32
    let generation: UInt32

    /// Both values in the 64 bits of user data that epoll returns with an event.
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
/// Only the thread of its loop uses it.
///
/// Pollers are level-triggered: they report a ready descriptor until it is not ready any more.
///
/// - A connection need not remember whether its socket still holds bytes.
/// - One read for each wake-up is enough, and it is fair to the other connections.
/// - epoll behaves like poll(2), so Linux and macOS run the same connection code.
///
/// The price is a system call for each change of interest. A client that sends a request and waits for the response
/// causes no change.
protocol Poller: AnyObject {
    func add(_ registration: Registration, _ interest: Interest) throws(SystemError)
    func change(_ registration: Registration, _ interest: Interest) throws(SystemError)
    func remove(_ registration: Registration)

    /// Waits for an event or until the time is over.
    ///
    /// - Parameters:
    ///   - milliseconds: 0 returns at once; -1 waits without limit.
    ///   - events: replaced by the new events.
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
