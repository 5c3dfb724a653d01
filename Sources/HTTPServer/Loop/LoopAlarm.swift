import Base
import Synchronization

/// Work that an event loop does once at a moment. A later alarm replaces it.
///
/// Any thread may set it; only the loop rings it. The loop asks for the moment in each turn, so that is a number of its own,
/// which needs no lock.
final class LoopAlarm: Sendable {
    private let work = Locked<(@Sendable () -> Void)?>(nil)
    private let nanoseconds = Atomic<Int64>(Moment.never.nanoseconds)

    /// The moment of the alarm; ``Moment/never`` when there is none.
    var moment: Moment { Moment(nanoseconds: nanoseconds.load(ordering: .relaxed)) }

    /// - Parameter moment: `nil` removes the alarm.
    /// - Returns: whether the loop may sleep past the moment, so that the caller must wake it.
    func set(at moment: Moment?, _ work: @escaping @Sendable () -> Void) -> Bool {
        let moment = moment ?? .never
        // Kept until the lock is released, so that what it holds is released outside the lock.
        let (before, former) = self.work.withLock { current in
            let former = current
            current = moment == .never ? nil : work
            return (nanoseconds.exchange(moment.nanoseconds, ordering: .relaxed), former)
        }
        _ = former
        return moment.nanoseconds < before
    }

    /// Does the work if its moment has come. The work may set the next alarm.
    func ring(at now: Moment) {
        guard moment <= now else { return }
        let due = work.withLock { current -> (@Sendable () -> Void)? in
            // Another thread may have moved the alarm meanwhile.
            guard moment <= now else { return nil }
            nanoseconds.store(Moment.never.nanoseconds, ordering: .relaxed)
            defer { current = nil }
            return current
        }
        due?()
    }
}
