import Foundation

/// Runs an event loop on its own thread.
enum LoopThread {
    /// Runs the body on a new thread and returns when that thread has ended.
    ///
    /// - Throws: `SystemError` when the thread could not start.
    static func run(_ body: @escaping @Sendable () -> Void) async throws(SystemError) {
        let outcome: Result<Thread, SystemError> = await withCheckedContinuation { continuation in
            let work = Work(body: body, continuation: continuation)
            let argument = Unmanaged.passRetained(work).toOpaque()
            guard Platform.startThread(main, argument) == nil else { return }
            Unmanaged<Work>.fromOpaque(argument).release()
            continuation.resume(returning: .failure(SystemError(call: "pthread_create", code: EAGAIN)))
        }
        // The body has returned, so the thread ends within microseconds.
        pthread_join(try outcome.get().handle, nil)
    }

    /// `@unchecked Sendable`: the handle is a number on Linux. On Darwin it is a pointer that only one call of
    /// `pthread_join` dereferences.
    private struct Thread: @unchecked Sendable {
        let handle: pthread_t
    }

    private final class Work {
        let body: @Sendable () -> Void
        let continuation: CheckedContinuation<Result<Thread, SystemError>, Never>

        init(
            body: @escaping @Sendable () -> Void, continuation: CheckedContinuation<Result<Thread, SystemError>, Never>
        ) {
            self.body = body
            self.continuation = continuation
        }
    }

    private static let main: @convention(c) (Platform.ThreadArgument) -> UnsafeMutableRawPointer? = { argument in
        let pointer: UnsafeMutableRawPointer? = argument
        guard let pointer else { return nil }
        let work = Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue()
        work.body()
        work.continuation.resume(returning: .success(Thread(handle: pthread_self())))
        return nil
    }
}
