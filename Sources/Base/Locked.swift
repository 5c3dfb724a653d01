package import Foundation

/// A value that several threads share under a lock.
///
/// It replaces the standard library's `Mutex`: ThreadSanitizer does not see that lock's slow path (Swift 6.3 on Linux), so
/// it would report races that do not exist.
///
/// `@unchecked Sendable`: `value` is used only in ``withLock(_:)``, while the lock is held.
package final class Locked<Value>: @unchecked Sendable {
    @usableFromInline let lock = NSLock()
    @usableFromInline var value: Value

    @inlinable
    package init(_ value: sending Value) {
        self.value = value
    }

    /// Runs `body` while no other thread can use the value.
    ///
    /// `body` must not wait for anything and must not call `withLock` of the same value, which would never return.
    @inlinable
    package func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
