#if os(Linux)
import CEpoll
import Foundation

/// epoll(7), level-triggered.
final class EpollPoller: Poller {
    private let descriptor: Descriptor
    private var buffer = [epoll_event](repeating: epoll_event(), count: 256)

    init() throws(SystemError) {
        descriptor = try Descriptor(epoll_create1(Int32(EPOLL_CLOEXEC)), from: "epoll_create1")
    }

    func add(_ registration: Registration, _ interest: Interest) throws(SystemError) {
        try control(EPOLL_CTL_ADD, registration, interest)
    }

    func change(_ registration: Registration, _ interest: Interest) throws(SystemError) {
        try control(EPOLL_CTL_MOD, registration, interest)
    }

    func remove(_ registration: Registration) {
        // Fails only for a descriptor that is not registered, which is the wanted state.
        try? control(EPOLL_CTL_DEL, registration, [])
    }

    func wait(milliseconds: Int32, into events: inout [PollEvent]) throws(SystemError) {
        events.removeAll(keepingCapacity: true)
        let (count, code) = uninterrupted {
            epoll_wait(descriptor.raw, &buffer, Int32(buffer.count), milliseconds)
        }
        guard count >= 0 else { throw SystemError(call: "epoll_wait", code: code) }
        for event in buffer.prefix(Int(count)) {
            events.append(PollEvent(registration: Registration(token: event.data.u64), readiness: event.readiness))
        }
    }

    private func control(_ operation: Int32, _ registration: Registration, _ interest: Interest) throws(SystemError) {
        var event = epoll_event()
        event.data.u64 = registration.token
        if interest.contains(.read) { event.events |= EPOLLIN.rawValue }
        if interest.contains(.write) { event.events |= EPOLLOUT.rawValue }
        if interest.contains(.hangUp) { event.events |= EPOLLRDHUP.rawValue }
        guard epoll_ctl(descriptor.raw, operation, registration.descriptor, &event) == 0 else {
            throw SystemError(call: "epoll_ctl", code: errno)
        }
    }
}

extension epoll_event {
    fileprivate var readiness: Readiness {
        var readiness: Readiness = []
        if events & EPOLLIN.rawValue != 0 { readiness.insert(.readable) }
        if events & EPOLLOUT.rawValue != 0 { readiness.insert(.writable) }
        if events & EPOLLRDHUP.rawValue != 0 { readiness.insert(.hangUp) }
        if events & (EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 { readiness.insert(.gone) }
        return readiness
    }
}
#endif
