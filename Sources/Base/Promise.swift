import Synchronization

/// A value that one thread supplies later and another side waits for.
///
/// The producer must keep the promise exactly once. The consumer may wait for the promise at most once. The consumer's
/// callback runs on the thread that keeps the promise, and the consumer may take the value on any thread. A promise
/// needs no task and no continuation.
///
/// The class is public for the same reason as ``Locked``.
///
/// `@unchecked Sendable`: the producer writes `value` before ``PromiseStage/fulfil()``, which stores the stage with
/// release ordering. The consumer accesses `value` only after ``PromiseStage/isKept``, which loads the stage with
/// acquire ordering, returned `true`.
public final class Promise<Value: Sendable>: PromiseStage, @unchecked Sendable {
    @usableFromInline var value: Value?

    /// Creates a promise that is not kept yet.
    @inlinable
    public override init() {
        super.init()
    }

    /// Keeps the promise with its value. Call this exactly once, on any thread.
    @inlinable
    public func keep(_ value: Value) {
        self.value = value
        fulfil()
    }

    /// Returns this promise with its value converted by `make`, which runs where the consumer takes the value.
    @inlinable
    public func then<Made>(_ make: @escaping @Sendable (Value) -> Made) -> Promised<Made> {
        whenFulfilled { make(self.take()) }
    }

    /// Waits for the value and takes it. Call this at most once.
    public func wait() async -> Value { await then { $0 }.wait() }

    /// Takes the value of a kept promise. Traps if the promise is not kept or the value was taken before.
    @inlinable
    public func take() -> Value {
        guard isKept, let value else { preconditionFailure("A promise's value was taken too early or twice.") }
        self.value = nil
        return value
    }
}

/// The consumer's side of a promise: the stage of the promise and the function that produces its value.
public struct Promised<Value>: Sendable {
    /// Whether the promise is kept, whatever the value is made into.
    public let stage: PromiseStage
    @usableFromInline let make: @Sendable () -> Value

    /// - Parameter make: produces the value. It is called once, after the promise is kept.
    @inlinable
    public init(stage: PromiseStage, make: @escaping @Sendable () -> Value) {
        self.stage = stage
        self.make = make
    }

    /// Whether the promise is kept, so that ``take()`` may be called.
    public var isKept: Bool { stage.isKept }

    /// Calls `body` when the promise is kept, on the thread that keeps it. Calls `body` immediately if the promise is
    /// kept already.
    ///
    /// Call this at most once for each promise: the promise stores one callback.
    public func whenKept(_ body: @escaping @Sendable () -> Void) { stage.whenKept(body) }

    /// Takes the value of a kept promise. Call this once.
    @inlinable
    public func take() -> Value { make() }

    /// Returns the same promise with its value converted by `change`, which runs where the consumer takes the value.
    @inlinable
    public func map<Made>(_ change: @escaping @Sendable (Value) -> Made) -> Promised<Made> {
        Promised<Made>(stage: stage) { [make] in change(make()) }
    }

    /// Waits for the value and takes it. Call this at most once.
    public func wait() async -> Value {
        await withUnsafeContinuation { continuation in whenKept { continuation.resume() } }
        return take()
    }
}

/// The stage of a promise, without a value: open, awaited or kept.
///
/// A class that stores the outcome itself inherits from this class, because a generic base class costs its users more.
///
/// `@unchecked Sendable`: `stage` is atomic and orders the accesses to `body`. The consumer writes `body` before it
/// changes the stage from open to awaited. The producer accesses `body` only if its exchange of the stage returned
/// awaited. If the change to awaited fails, the promise was kept before, and only the consumer accesses `body`.
open class PromiseStage: @unchecked Sendable {
    private static var open: UInt8 { 0 }
    private static var awaited: UInt8 { 1 }
    private static var kept: UInt8 { 2 }

    private let stage = Atomic<UInt8>(PromiseStage.open)
    private var body: (@Sendable () -> Void)?

    /// Creates a promise that is not kept yet.
    public init() {}

    /// Whether the promise is kept.
    public final var isKept: Bool { stage.load(ordering: .acquiring) == Self.kept }

    /// Keeps the promise. Call this exactly once, on any thread.
    public final func fulfil() {
        guard stage.exchange(Self.kept, ordering: .acquiringAndReleasing) == Self.awaited else { return }
        // `body` retains the consumer, and the consumer retains this promise. Clearing `body` breaks the cycle.
        let body = body
        self.body = nil
        body?()
    }

    /// Returns a promise whose value `make` produces. `make` runs where the consumer takes the value.
    @inlinable
    public final func whenFulfilled<Made>(_ make: @escaping @Sendable () -> Made) -> Promised<Made> {
        Promised(stage: self, make: make)
    }

    fileprivate final func whenKept(_ body: @escaping @Sendable () -> Void) {
        self.body = body
        let (isAwaited, _) = stage.compareExchange(
            expected: Self.open, desired: Self.awaited, ordering: .acquiringAndReleasing)
        guard !isAwaited else { return }
        self.body = nil
        body()
    }
}
