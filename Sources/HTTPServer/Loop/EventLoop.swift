import Dispatch
import Foundation
import HTTPWire
import Synchronization

/// One thread that waits for its descriptors, and the executor of every task that serves their connections.
///
/// A task that prefers this loop runs on its thread whenever it is not inside some actor, so a request that never waits
/// never leaves the thread, and what belongs to the loop needs no lock.
///
/// `@unchecked Sendable`: every stored `var` is read and written on the loop's thread alone, or before the thread starts
/// and after it has ended. From elsewhere only ``enqueue(_:)`` and ``submit(_:)`` may be called; they go through the
/// inbox, which is locked.
final class EventLoop: TaskExecutor, @unchecked Sendable {
    /// Deadlines are kept to this precision: a sweep is never sooner after another one.
    private static let sweepInterval: Int64 = 20_000_000
    /// Jobs that jobs have made run at once, up to so many rounds; then sockets get their turn.
    private static let jobRounds = 32

    /// Where received bytes land on their way to a decoder; shared, so that an idle connection holds no buffer.
    let inputBuffer: UnsafeMutableRawBufferPointer
    /// Where answers are put together; empty between two of them.
    var outputBuffer: [UInt8] = []
    /// The loop's time and the clock's, read once a wake-up.
    private(set) var now = Moment(nanoseconds: 0)
    private(set) var instant = ContinuousClock.now
    /// From 0, one for each loop of the server.
    let number: Int
    /// How many connections this loop serves, those on their way to it included; counted by ``ServerContext``.
    let openConnections = Atomic(0)

    private let epoch = ContinuousClock.now
    private let endOfTurn: EndOfTurn
    private let poller: any Poller
    private let wakePipe: WakePipe
    private let inbox = LoopInbox()
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
    /// Whether the present turn has left something for the end of the next one.
    private var leavesWork = false
    /// Set once the server stops: when everything that is still open is closed.
    private var graceEnd: Moment?
    private var isAbandoning = false
    private let onFailure: @Sendable (SystemError) -> Void
    /// Why it can wait for its descriptors no longer.
    private(set) var failure: SystemError?

    /// - Parameter onFailure: told once, on the loop's thread, when the poller fails; the loop then closes what it serves
    ///   and ends.
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
    /// Serves until the server has stopped and everything is closed.
    ///
    /// Called once, on the loop's own thread.
    func run() {
        thread.store(Platform.currentThread, ordering: .relaxed)
        refreshTime()
        repeat {
            wait()
            runJobs()
            leavesWork = endOfTurn(number)
            sweep()
        } while !hasEnded
        // The system may give this thread's number to another one.
        thread.store(0, ordering: .relaxed)
    }

    private func wait() {
        let milliseconds = millisecondsToSleep()
        if failure != nil {
            // Until the last tasks have ended.
            if milliseconds != 0 { usleep(1_000) }
        } else {
            do {
                try poller.wait(milliseconds: milliseconds, into: &events)
            } catch {
                fail(error)
            }
        }
        refreshTime()
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
                // Looked up one by one: dealing with one event may have closed the source of a later one.
                sources[event.registration]?.isReady(event.readiness)
            }
        }
    }

    /// The poller would fail again and again: closes everything, which ends the loop.
    private func fail(_ error: SystemError) {
        failure = error
        events.removeAll(keepingCapacity: true)
        onFailure(error)
        graceEnd = now
    }

    private func millisecondsToSleep() -> Int32 {
        guard jobs.isEmpty, !leavesWork, inbox.fallAsleep() else { return 0 }
        let end = min(nextSweep, graceEnd ?? .never)
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

    private func refreshTime() {
        instant = ContinuousClock.now
        now = Moment(nanoseconds: epoch.duration(to: instant).nanoseconds)
    }

    /// The present second as a `Date` header's value, made anew once a second.
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
        // Fails only for a registration that is gone; then there is nothing to wait for either.
        try? poller.change(registration, interest)
    }

    /// To be called before the descriptor is closed.
    func deregister(_ registration: Registration) {
        poller.remove(registration)
        sources.remove(registration)
    }

    /// Replaces the deadline of a source; `never` unsets it.
    ///
    /// Costs a store: nothing is allocated or sorted.
    func setDeadline(_ deadline: Moment, of registration: Registration) {
        sources.setDeadline(deadline, of: registration)
        if deadline < nextSweep { nextSweep = max(deadline, lastSweep + Self.sweepInterval) }
    }

    private static func wakeRegistration(_ pipe: borrowing WakePipe) -> Registration {
        // Generation 0 is given to no source.
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
            // A handler that outlived the server's grace, deaf to its cancellation: its last steps need a thread.
            Self.afterlife.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }

    /// Runs something on the loop's thread, soon.
    ///
    /// May be called from any thread.
    ///
    /// - Returns: whether it will run; not once the loop has ended.
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

    /// Serial, so that what belonged to a loop's thread is still used by one thread at a time.
    private static let afterlife = DispatchQueue(label: "campaign-mock.http-server.afterlife")

    var connectionCount: Int { openConnections.load(ordering: .relaxed) }

    func taskBegan() { unfinishedTasks += 1 }
    func taskEnded() { unfinishedTasks -= 1 }
}

// MARK: - Stopping

extension EventLoop {
    /// How long cancelled handlers are waited for after the grace.
    private static let patience: Int64 = 1_000_000_000

    /// Closes what is idle and gives the rest until the end of the grace.
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
            // What has been accepted since.
            for source in sources.all { source.abandon() }
        }
        return sources.count == 0 && unfinishedTasks == 0 && jobs.isEmpty && !leavesWork && inbox.closeIfEmpty()
    }
}
