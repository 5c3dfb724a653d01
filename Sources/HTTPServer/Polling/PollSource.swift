/// Something with a descriptor that an event loop watches over.
///
/// Called on its loop's thread only.
protocol PollSource: AnyObject {
    func isReady(_ readiness: Readiness)
    /// The deadline that was set with ``EventLoop/setDeadline(_:of:)`` has passed; it is unset by now.
    func deadlinePassed()
    /// The server stops: finish what is in hand and take on nothing new.
    func drain()
    /// The server's grace is over: close now.
    func abandon()
}

/// The event sources of one loop, by their descriptor numbers.
struct PollSources {
    private struct Slot {
        var source: (any PollSource)?
        var generation: UInt32 = 0
    }

    private var slots: [Slot] = []
    /// Beside the slots and not in them, so that a sweep over 10,000 connections reads 80 KB in a row.
    private var deadlines: [Moment] = []
    private(set) var count = 0

    /// Takes a source in; events of whatever had the number before are void from here on.
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

    /// The source of a registration; `nil` once it is removed, even when the number is in use again.
    subscript(registration: Registration) -> (any PollSource)? {
        let index = Int(registration.descriptor)
        guard index < slots.count, slots[index].generation == registration.generation else { return nil }
        return slots[index].source
    }

    mutating func setDeadline(_ deadline: Moment, of registration: Registration) {
        deadlines[Int(registration.descriptor)] = deadline
    }

    /// Unsets the deadlines that have passed.
    ///
    /// - Returns: their sources, and the earliest deadline that has not passed.
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
