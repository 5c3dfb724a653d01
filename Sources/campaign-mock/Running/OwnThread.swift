import Foundation

/// A thread for work that blocks, so that it holds up none of the threads that run tasks.
enum OwnThread {
    /// Does the work on a thread of its own, and waits for its end without blocking.
    static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Swift.Result { try work() }) }
        }
    }
}
