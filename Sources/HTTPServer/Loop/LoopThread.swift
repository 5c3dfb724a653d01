import Foundation

/// A thread of its own for an event loop, waited for like any asynchronous function.
enum LoopThread {
    /// Runs the body on a new thread and returns once that thread is gone.
    static func run(_ body: @escaping @Sendable () -> Void) async throws(SystemError) {
        let outcome: Result<Thread, SystemError> = await withCheckedContinuation { continuation in
            let work = Work(body: body, continuation: continuation)
            let argument = Unmanaged.passRetained(work).toOpaque()
            guard Platform.startThread(main, argument) == nil else { return }
            Unmanaged<Work>.fromOpaque(argument).release()
            continuation.resume(returning: .failure(SystemError(call: "pthread_create", code: EAGAIN)))
        }
        // The thread has nothing left to do but to end: this waits for microseconds.
        pthread_join(try outcome.get().handle, nil)
    }

    private struct Thread: @unchecked Sendable {
        // A number on Linux, on Darwin a pointer that only `pthread_join` looks behind, once.
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
