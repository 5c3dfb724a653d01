public import Foundation

/// A value that several threads share under a lock.
///
/// It replaces the standard library's `Mutex`: ThreadSanitizer does not see that lock's slow path (Swift 6.3 on Linux), so
/// it would report races that do not exist.
///
/// Only this package uses it. It is public because the compiler specialises generic code of another module only where
/// that is public and inlinable.
///
/// `@unchecked Sendable`: `value` is used only in ``withLock(_:)``, while the lock is held.
public final class Locked<Value>: @unchecked Sendable {
    @usableFromInline let lock = NSLock()
    @usableFromInline var value: Value

    /// Nothing holds the lock.
    @inlinable
    public init(_ value: sending Value) {
        self.value = value
    }

    /// Runs `body` while no other thread can use the value.
    ///
    /// `body` must not wait for anything and must not call `withLock` of the same value, which would never return.
    @inlinable
    public func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
