package import Foundation

/// A value that several threads share, reached only under a lock.
///
/// In place of the standard library's `Mutex`, whose slow path ThreadSanitizer cannot see (Swift 6.3 on Linux): under
/// contention it reports races that are none, and the sanitizer's run would prove nothing.
///
/// `@unchecked Sendable`: `value` is touched nowhere but in ``withLock(_:)``, while the lock is held.
package final class Locked<Value>: @unchecked Sendable {
    @usableFromInline let lock = NSLock()
    @usableFromInline var value: Value

    @inlinable
    package init(_ value: sending Value) {
        self.value = value
    }

    /// Runs `body` while no other thread can; it must not wait for anything, nor come back to this value.
    @inlinable
    package func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
