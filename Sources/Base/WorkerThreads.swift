internal import Dispatch
internal import Foundation

/// Runs tasks on a fixed number of threads, in the order in which they become ready.
///
/// Tasks that may take long run here, so that they do not block an event loop.
///
/// This executor replaces Swift's own, because libdispatch watches the threads of Swift's own on Linux: from their first
/// task on, a timer wakes the process once a second. libdispatch does not watch the threads of serial queues, so this
/// executor has a serial queue for each thread. An idle mock wakes up 0 times in 15 s with it, and 15 times without
/// (`scripts/bench calls`).
package final class WorkerThreads: TaskExecutor {
    /// The threads that all parts of the program share: as many as the machine has processors.
    package static let shared = WorkerThreads(count: ProcessInfo.processInfo.activeProcessorCount)

    private struct State {
        /// The jobs that wait for a thread, the last one first.
        var waiting: [UnownedJob] = []
        /// The jobs that came after those.
        var arrived: [UnownedJob] = []
        /// The queues that run no job.
        var idleQueues: [DispatchQueue]

        mutating func takeJob(for queue: DispatchQueue) -> UnownedJob? {
            if waiting.isEmpty {
                swap(&waiting, &arrived)
                waiting.reverse()
            }
            guard let job = waiting.popLast() else {
                idleQueues.append(queue)
                return nil
            }
            return job
        }
    }

    private let state: Locked<State>

    /// - Parameter count: the largest number of threads, at least 1. libdispatch starts a thread when a job needs it, and
    ///   ends it when it has been idle for some seconds.
    init(count: Int) {
        let queues = (0..<max(1, count)).map { DispatchQueue(label: "campaign-mock.worker-threads.\($0)") }
        state = Locked(State(idleQueues: queues))
    }

    /// Called by the Swift runtime, from any thread.
    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let idle = state.withLock { state in
            state.arrived.append(job)
            return state.idleQueues.popLast()
        }
        if let idle { idle.async { self.runJobs(on: idle) } }
    }

    private func runJobs(on queue: DispatchQueue) {
        let executor = asUnownedTaskExecutor()
        while let job = state.withLock({ $0.takeJob(for: queue) }) { job.runSynchronously(on: executor) }
    }
}
