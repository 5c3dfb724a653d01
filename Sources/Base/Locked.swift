public import Foundation

/// A value that several threads share, protected by a lock.
///
/// This class replaces the standard library's `Mutex`. ThreadSanitizer does not see the slow path of `Mutex` (Swift 6.3
/// on Linux) and reports races that do not exist.
///
/// The class is public although only this package uses it: the compiler specialises generic code of another module only
/// if the code is public and inlinable.
///
/// `@unchecked Sendable`: only ``withLock(_:)`` accesses `value`, and it does so while it holds `lock`.
public final class Locked<Value>: @unchecked Sendable {
    @usableFromInline let lock = NSLock()
    @usableFromInline var value: Value

    /// Takes over `value`. The lock is free.
    @inlinable
    public init(_ value: sending Value) {
        self.value = value
    }

    /// Runs `body` with exclusive access to the value.
    ///
    /// `body` must not block. It must not call `withLock` on the same instance, because that call would never return.
    ///
    /// - Throws: the error that `body` throws.
    @inlinable
    public func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
