import Base

/// Runs pieces of asynchronous work one after the other, in the order of the calls.
final class WorkQueue: Sendable {
    private let last = Locked<Task<Void, Never>?>(nil)

    /// Runs work when all earlier work has ended, to its end, also when the current task is cancelled.
    ///
    /// - Throws: the error that the work throws.
    func run<Value: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let task = last.withLock { last in
            let task = Task(executorPreference: WorkerThreads.shared) { [previous = last] in
                await previous?.value
                do throws(Failure) {
                    return Result<Value, Failure>.success(try await work())
                } catch {
                    return Result<Value, Failure>.failure(error)
                }
            }
            last = Task(executorPreference: WorkerThreads.shared) { _ = await task.value }
            return task
        }
        return try await task.value.get()
    }
}
