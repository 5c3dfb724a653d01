import Base
import Dispatch
import Foundation
import HTTPWire
import Synchronization

/// A thread that waits for its descriptors, and the executor of the tasks that serve their connections.
///
/// A task that prefers this loop runs on the loop's thread, except while it is inside an actor. So a request that never
/// waits stays on the thread, and the state of the loop needs no lock.
///
/// `@unchecked Sendable`: every stored `var` is used on the loop's thread only, or before that thread starts, or after
/// it has ended. Other threads may call only ``enqueue(_:)`` and ``submit(_:)``, which use the locked inbox.
final class EventLoop: TaskExecutor, @unchecked Sendable {
    /// The shortest time between two sweeps, and so the precision of deadlines, in nanoseconds.
    private static let sweepInterval: Int64 = 20_000_000
    /// A job may enqueue further jobs. They run in the same turn, for at most this many rounds; then the loop serves its
    /// sockets.
    private static let jobRounds = 32

    /// Receives the bytes that a decoder then copies. All connections share it, so an idle connection holds no buffer.
    ///
    /// The loop allocates it in `init` and deallocates it in `deinit`. Only the loop's thread uses it.
    let inputBuffer: UnsafeMutableRawBufferPointer
    /// The buffer in which a response is encoded; empty between two responses.
    var outputBuffer: [UInt8] = []
    /// The time of the last wake-up.
    private(set) var now = Moment.now
    /// The number of this loop in its server, from 0.
    let number: Int
    /// The number of connections that this loop serves or is about to get. ``ServerContext`` counts them.
    let openConnections = Atomic(0)

    private let endOfTurn: EndOfTurn
    private let poller: any Poller
    private let wakePipe: WakePipe
    private let inbox = LoopInbox()
    private let alarm = LoopAlarm()
    private let thread = Atomic<UInt>(0)
    private var sources = PollSources()
    private var events: [PollEvent] = []
    private var jobs: [UnownedJob] = []
    private var runningJobs: [UnownedJob] = []
    private var items: [LoopInbox.Item] = []
    private var nextSweep = Moment.never
    private var lastSweep = Moment(nanoseconds: 0)
    private var dateSecond = 0
    private var dateBytes: [UInt8] = []
    private var unfinishedTasks = 0
    /// Whether the end of the last turn left work for the end of the next turn; see ``EndOfTurn``.
    private var leavesWork = false
    /// When the loop closes all connections that are still open; `nil` until the server stops.
    private var graceEnd: Moment?
    private var isAbandoning = false
    private let onFailure: @Sendable (SystemError) -> Void
    /// The error of the poller; `nil` while the poller works.
    private(set) var failure: SystemError?

    /// - Parameter onFailure: called once, on the loop's thread, when the poller fails. The loop then closes its
    ///   connections and ends.
    init(
        _ poller: any Poller, number: Int, endOfTurn: @escaping EndOfTurn,
        onFailure: @escaping @Sendable (SystemError) -> Void
    ) throws(ServerError) {
        do throws(SystemError) {
            let wakePipe = try WakePipe()
            try poller.add(Self.wakeRegistration(wakePipe), .read)
            self.wakePipe = wakePipe
        } catch {
            throw .system(error)
        }
        self.poller = poller
        self.number = number
        self.endOfTurn = endOfTurn
        self.onFailure = onFailure
        inputBuffer = .allocate(byteCount: 65_536, alignment: 16)
    }

    deinit {
        inputBuffer.deallocate()
    }
}

// MARK: - The loop

extension EventLoop {
    /// Serves until the server has stopped and all connections are closed.
    ///
    /// Called once, on the loop's thread.
    func run() {
        thread.store(Platform.currentThread, ordering: .relaxed)
        now = .now
        repeat {
            wait()
            runJobs()
            leavesWork = endOfTurn(number)
            sweep()
            if graceEnd == nil { alarm.ring(at: now) }
        } while !hasEnded
        // The system may give this thread's number to a later thread.
        thread.store(0, ordering: .relaxed)
    }

    private func wait() {
        let milliseconds = millisecondsToSleep()
        if failure != nil {
            // The loop cannot wait in its poller, but it must run until the last tasks have ended.
            if milliseconds != 0 { usleep(1_000) }
        } else {
            do {
                try poller.wait(milliseconds: milliseconds, into: &events)
            } catch {
                fail(error)
            }
        }
        now = .now
        inbox.takeAll(into: &items)
        for item in items {
            switch item {
            case .job(let job): jobs.append(job)
            case .work(let work): work()
            }
        }
        items.removeAll(keepingCapacity: true)
        for event in events {
            if event.registration.generation == 0 {
                wakePipe.drain()
            } else {
                // The source is looked up for each event, because the handling of one event may close the source of a
                // later one.
                sources[event.registration]?.isReady(event.readiness)
            }
        }
    }

    /// Closes all connections and ends the loop, because the poller would fail again.
    private func fail(_ error: SystemError) {
        failure = error
        events.removeAll(keepingCapacity: true)
        onFailure(error)
        graceEnd = now
    }

    private func millisecondsToSleep() -> Int32 {
        guard jobs.isEmpty, !leavesWork, inbox.fallAsleep() else { return 0 }
        // A loop that stops rings no alarm, so it does not wake up for one.
        let end = min(nextSweep, graceEnd ?? alarm.moment)
        guard end != .never else { return -1 }
        let nanoseconds = max(0, end.nanoseconds - now.nanoseconds)
        return Int32(clamping: (nanoseconds + 999_999) / 1_000_000)
    }

    private func runJobs() {
        let executor = asUnownedTaskExecutor()
        var rounds = 0
        while !jobs.isEmpty, rounds < Self.jobRounds {
            rounds += 1
            swap(&jobs, &runningJobs)
            for job in runningJobs { job.runSynchronously(on: executor) }
            runningJobs.removeAll(keepingCapacity: true)
        }
    }

    private func sweep() {
        guard nextSweep <= now else { return }
        let (due, next) = sources.sweep(at: now)
        lastSweep = now
        nextSweep = next == .never ? .never : max(next, now + Self.sweepInterval)
        for source in due { source.deadlinePassed() }
    }

    /// The current second as the value of a `Date` field. It is encoded once a second.
    var date: [UInt8] {
        let second = time(nil)
        if second != dateSecond || dateBytes.isEmpty {
            dateSecond = second
            dateBytes = HTTPDate(unixSeconds: Int64(second)).bytes
        }
        return dateBytes
    }
}

// MARK: - Sources

extension EventLoop {
    func register(_ source: any PollSource, _ descriptor: Int32, _ interest: Interest) throws(SystemError)
        -> Registration
    {
        let registration = sources.insert(source, descriptor)
        do {
            try poller.add(registration, interest)
        } catch {
            sources.remove(registration)
            throw error
        }
        return registration
    }

    func setInterest(_ interest: Interest, of registration: Registration) {
        // Fails only for a registration that was removed, which needs no interest.
        try? poller.change(registration, interest)
    }

    /// Removes a source. Call this before its descriptor is closed.
    func deregister(_ registration: Registration) {
        poller.remove(registration)
        sources.remove(registration)
    }

    /// Replaces the deadline of a source; ``Moment/never`` removes it.
    ///
    /// This only stores a value. It allocates and sorts nothing.
    func setDeadline(_ deadline: Moment, of registration: Registration) {
        sources.setDeadline(deadline, of: registration)
        if deadline < nextSweep { nextSweep = max(deadline, lastSweep + Self.sweepInterval) }
    }

    private static func wakeRegistration(_ pipe: borrowing WakePipe) -> Registration {
        // No source has the generation 0.
        Registration(descriptor: pipe.descriptor, generation: 0)
    }
}

// MARK: - Executor

extension EventLoop {
    var isCurrent: Bool { thread.load(ordering: .relaxed) == Platform.currentThread }

    /// Called by the Swift runtime, from any thread.
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if isCurrent {
            jobs.append(job)
            return
        }
        switch inbox.put(.job(job)) {
        case .taken: break
        case .takenWhileAsleep: wakePipe.wake()
        case .refused:
            // The loop has ended, but a handler ignored its cancellation and still runs. Its remaining jobs need a thread.
            Self.remainingJobs.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }

    /// Runs `work` on the loop's thread, in the loop's next turn.
    ///
    /// May be called from any thread.
    ///
    /// - Returns: whether `work` will run; `false` when the loop has ended.
    @discardableResult
    func submit(_ work: @escaping @Sendable () -> Void) -> Bool {
        switch inbox.put(.work(work)) {
        case .taken: return true
        case .takenWhileAsleep:
            wakePipe.wake()
            return true
        case .refused: return false
        }
    }

    /// Runs `work` once on the loop's thread at a moment, or within a millisecond after it.
    ///
    /// Replaces an alarm that was set before. May be called from any thread, also before ``run()``. A loop that stops does
    /// not run it any more.
    ///
    /// - Parameter moment: `nil` removes the alarm.
    func setAlarm(at moment: Moment?, _ work: @escaping @Sendable () -> Void) {
        // The loop reads the moment after it has marked itself as asleep. So it has seen the new one, or it is woken.
        if alarm.set(at: moment, work), !isCurrent { submit {} }
    }

    /// Whether the loop stops, so that it takes up nothing new.
    var isStopping: Bool { graceEnd != nil }

    /// Runs the jobs of loops that have ended. The queue is serial, so one thread at a time uses a loop's state.
    private static let remainingJobs = DispatchQueue(label: "campaign-mock.http-server.remaining-jobs")

    var connectionCount: Int { openConnections.load(ordering: .relaxed) }

    func taskBegan() { unfinishedTasks += 1 }
    func taskEnded() { unfinishedTasks -= 1 }
}

// MARK: - Stopping

extension EventLoop {
    /// How long the loop waits for cancelled handlers after the grace, in nanoseconds.
    private static let patience: Int64 = 1_000_000_000

    /// Closes idle connections. The others may go on until the end of the grace.
    ///
    /// - Parameter grace: in nanoseconds.
    func drain(grace: Int64) {
        guard graceEnd == nil else { return }
        graceEnd = now + grace
        for source in sources.all { source.drain() }
    }

    private var hasEnded: Bool {
        guard let end = graceEnd else { return false }
        if end <= now, !isAbandoning {
            isAbandoning = true
            graceEnd = now + Self.patience
            for source in sources.all { source.abandon() }
        } else if end <= now {
            unfinishedTasks = 0
            // Closes connections that were accepted in the meantime.
            for source in sources.all { source.abandon() }
        }
        return sources.count == 0 && unfinishedTasks == 0 && jobs.isEmpty && !leavesWork && inbox.closeIfEmpty()
    }
}
