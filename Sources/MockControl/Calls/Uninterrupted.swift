import Base

/// Runs work to its end, also when the current task is cancelled.
///
/// The server cancels a request's task when the client disconnects. The work runs in an unstructured task, which does
/// not inherit that cancellation.
///
/// - Throws: the error that the work throws.
func uninterrupted<Value: Sendable, Failure: Error>(
    _ work: @escaping @Sendable () async throws(Failure) -> Value
) async throws(Failure) -> Value {
    let task = Task(executorPreference: WorkerThreads.shared) {
        () async -> Result<Value, Failure> in
        do throws(Failure) {
            return .success(try await work())
        } catch {
            return .failure(error)
        }
    }
    return try await task.value.get()
}
