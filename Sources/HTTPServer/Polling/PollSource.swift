import Base

/// An object with a descriptor that an event loop polls: a connection or an acceptor.
///
/// The loop calls its methods on the loop's thread only.
protocol PollSource: AnyObject {
    func isReady(_ readiness: Readiness)
    /// The deadline of ``EventLoop/setDeadline(_:of:)`` has passed. The loop has removed the deadline.
    func deadlinePassed()
    /// The server stops: finish the request in flight and start no new one.
    func drain()
    /// The server's grace is over: close now.
    func abandon()
}

/// The poll sources of one loop, by their descriptor numbers.
struct PollSources {
    private struct Slot {
        var source: (any PollSource)?
        var generation: UInt32 = 0
    }

    private var slots: [Slot] = []
    /// The deadline of each slot. It is an array of its own, so that a sweep over 10,000 connections reads 80 KB of
    /// contiguous memory.
    private var deadlines: [Moment] = []
    private(set) var count = 0

    /// Adds a source. Events of an earlier source with the same descriptor number no longer find a source.
    mutating func insert(_ source: any PollSource, _ descriptor: Int32) -> Registration {
        let index = Int(descriptor)
        if index >= slots.count {
            let missing = index + 1 - slots.count
            slots += Array(repeating: Slot(), count: missing)
            deadlines += Array(repeating: .never, count: missing)
        }
        slots[index].generation &+= 1
        slots[index].source = source
        count += 1
        return Registration(descriptor: descriptor, generation: slots[index].generation)
    }

    mutating func remove(_ registration: Registration) {
        guard self[registration] != nil else { return }
        slots[Int(registration.descriptor)].source = nil
        deadlines[Int(registration.descriptor)] = .never
        count -= 1
    }

    /// The source of a registration; `nil` after its removal, even when a new source has the same descriptor number.
    subscript(registration: Registration) -> (any PollSource)? {
        let index = Int(registration.descriptor)
        guard index < slots.count, slots[index].generation == registration.generation else { return nil }
        return slots[index].source
    }

    mutating func setDeadline(_ deadline: Moment, of registration: Registration) {
        deadlines[Int(registration.descriptor)] = deadline
    }

    /// Removes the deadlines that have passed.
    ///
    /// - Returns: the sources of these deadlines, and the earliest deadline that remains.
    mutating func sweep(at now: Moment) -> (due: [any PollSource], next: Moment) {
        var due: [any PollSource] = []
        var next = Moment.never
        for index in deadlines.indices {
            let deadline = deadlines[index]
            if deadline <= now, let source = slots[index].source {
                deadlines[index] = .never
                due.append(source)
            } else if deadline < next {
                next = deadline
            }
        }
        return (due, next)
    }

    var all: [any PollSource] { slots.compactMap(\.source) }
}
