/// Runs work that must not be left half done when the present task is cancelled, as that of a client that leaves is.
///
/// The work runs in a task of its own, which inherits no cancellation.
///
/// - Throws: what the work throws.
func uninterrupted<Value: Sendable, Failure: Error>(
    _ work: @escaping @Sendable () async throws(Failure) -> Value
) async throws(Failure) -> Value {
    let task = Task(executorPreference: globalConcurrentExecutor) {
        () async -> Result<Value, Failure> in
        do throws(Failure) {
            return .success(try await work())
        } catch {
            return .failure(error)
        }
    }
    return try await task.value.get()
}
