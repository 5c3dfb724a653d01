import Foundation

/// poll(2), on every platform. Each call costs time in proportion to the number of connections.
final class PollPoller: Poller {
    /// The array that the kernel reads.
    private var entries: [pollfd] = []
    /// The registration of each entry, by the same index.
    private var registrations: [Registration] = []
    /// The index of the entry of each descriptor number; -1 for none.
    private var indices: [Int] = []

    func add(_ registration: Registration, _ interest: Interest) throws(SystemError) {
        let number = Int(registration.descriptor)
        if number >= indices.count {
            indices += Array(repeating: -1, count: number + 1 - indices.count)
        }
        guard indices[number] < 0 else { throw SystemError(call: "poll", code: EEXIST) }
        indices[number] = entries.count
        entries.append(pollfd(fd: registration.descriptor, events: interest.pollEvents, revents: 0))
        registrations.append(registration)
    }

    func change(_ registration: Registration, _ interest: Interest) throws(SystemError) {
        guard let index = index(of: registration) else { throw SystemError(call: "poll", code: ENOENT) }
        entries[index].events = interest.pollEvents
    }

    func remove(_ registration: Registration) {
        guard let index = index(of: registration) else { return }
        indices[Int(registration.descriptor)] = -1
        // The last entry moves into the gap, so that the cost does not depend on the number of entries.
        let lastEntry = entries.removeLast()
        let lastRegistration = registrations.removeLast()
        guard index < entries.count else { return }
        entries[index] = lastEntry
        registrations[index] = lastRegistration
        indices[Int(lastEntry.fd)] = index
    }

    func wait(milliseconds: Int32, into events: inout [PollEvent]) throws(SystemError) {
        events.removeAll(keepingCapacity: true)
        var (count, code) = uninterrupted { poll(&entries, nfds_t(entries.count), milliseconds) }
        guard count >= 0 else { throw SystemError(call: "poll", code: code) }
        for index in entries.indices where entries[index].revents != 0 {
            let readiness = Readiness(pollEvents: entries[index].revents)
            events.append(PollEvent(registration: registrations[index], readiness: readiness))
            count -= 1
            if count == 0 { break }
        }
    }

    private func index(of registration: Registration) -> Int? {
        let number = Int(registration.descriptor)
        guard indices.indices.contains(number), indices[number] >= 0 else { return nil }
        return indices[number]
    }
}

extension Interest {
    fileprivate var pollEvents: Int16 {
        var events: Int16 = 0
        if contains(.read) { events |= Int16(POLLIN) }
        if contains(.write) { events |= Int16(POLLOUT) }
        if contains(.hangUp) { events |= Platform.readHangUp }
        return events
    }
}

extension Readiness {
    fileprivate init(pollEvents: Int16) {
        self = []
        if pollEvents & Int16(POLLIN) != 0 { insert(.readable) }
        if pollEvents & Int16(POLLOUT) != 0 { insert(.writable) }
        if pollEvents & Platform.readHangUp != 0 { insert(.hangUp) }
        if pollEvents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { insert(.gone) }
    }
}
