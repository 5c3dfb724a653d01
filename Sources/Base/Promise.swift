import Synchronization

/// A value that comes later, from any thread.
///
/// One side keeps the promise, once, in any case. The other side waits for it, once: it is told on the thread that keeps
/// the promise, and takes the value on whatever thread it likes. Costs no task and no continuation.
///
/// Public for the same reason as ``Locked``.
///
/// `@unchecked Sendable`: `value` is written before ``PromiseStage/fulfil()`` and read after ``PromiseStage/isKept``, by
/// the side that waits.
public final class Promise<Value: Sendable>: PromiseStage, @unchecked Sendable {
    @usableFromInline var value: Value?

    /// Open.
    @inlinable
    public override init() {
        super.init()
    }

    /// To be called once, from any thread.
    @inlinable
    public func keep(_ value: Value) {
        self.value = value
        fulfil()
    }

    /// The value, made into what the side that waits needs, on its thread.
    @inlinable
    public func then<Made>(_ make: @escaping @Sendable (Value) -> Made) -> Promised<Made> {
        whenFulfilled { make(self.take()) }
    }

    /// Waits for the value, and takes it.
    public func wait() async -> Value { await then { $0 }.wait() }

    /// The value of a promise that is kept; to be taken once.
    @inlinable
    public func take() -> Value {
        guard isKept, let value else { preconditionFailure("A promise's value was taken too early or twice.") }
        self.value = nil
        return value
    }
}

/// What the side that waits for a promise holds: whether it is kept, and how its value is made there.
public struct Promised<Value>: Sendable {
    @usableFromInline let stage: PromiseStage
    @usableFromInline let make: @Sendable () -> Value

    @inlinable
    init(stage: PromiseStage, make: @escaping @Sendable () -> Value) {
        self.stage = stage
        self.make = make
    }

    /// Whether the value can be taken.
    public var isKept: Bool { stage.isKept }

    /// Calls `body` once the promise is kept, on the thread that keeps it, or at once.
    public func whenKept(_ body: @escaping @Sendable () -> Void) { stage.whenKept(body) }

    /// The value of a promise that is kept; to be taken once.
    @inlinable
    public func take() -> Value { make() }

    /// The same promise, with its value made into something else, on the thread of the side that waits.
    @inlinable
    public func map<Made>(_ change: @escaping @Sendable (Value) -> Made) -> Promised<Made> {
        Promised<Made>(stage: stage) { [make] in change(make()) }
    }

    /// Waits for the value, and takes it.
    public func wait() async -> Value {
        await withUnsafeContinuation { continuation in whenKept { continuation.resume() } }
        return take()
    }
}

/// Whether a promise is open, awaited or kept: a promise without a value.
///
/// What carries its value itself inherits from this class: a generic one costs its users more.
///
/// `@unchecked Sendable`: `body` is written before the stage says that the promise is awaited, and read by the thread that
/// finds it saying so.
open class PromiseStage: @unchecked Sendable {
    private static var open: UInt8 { 0 }
    private static var awaited: UInt8 { 1 }
    private static var kept: UInt8 { 2 }

    private let stage = Atomic<UInt8>(PromiseStage.open)
    private var body: (@Sendable () -> Void)?

    /// Open.
    public init() {}

    /// Whether the promise is kept.
    public final var isKept: Bool { stage.load(ordering: .acquiring) == Self.kept }

    /// Keeps the promise. To be called once, from any thread.
    public final func fulfil() {
        guard stage.exchange(Self.kept, ordering: .acquiringAndReleasing) == Self.awaited else { return }
        // Let go of first: it holds what waits, and that holds this promise.
        let body = body
        self.body = nil
        body?()
    }

    /// What `make` makes once the promise is kept, on the thread of the side that waits.
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
