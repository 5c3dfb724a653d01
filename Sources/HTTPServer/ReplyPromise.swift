import HTTPTypes
import Synchronization

/// A reply that is given later, from any thread.
///
/// Costs no task and no continuation. Whoever promises keeps the promise in any case: a client waits for it.
///
/// `@unchecked Sendable`: `make` is written before ``stage`` says that the promise is kept and read after that, `receiver`
/// likewise with its own stage. `layers` belongs to whoever holds the reply: middleware on its way back to the connection,
/// then the connection.
package final class ReplyPromise: @unchecked Sendable {
    private enum Stage {
        static let open: UInt8 = 0
        static let awaited: UInt8 = 1
        static let kept: UInt8 = 2
    }

    private let stage = Atomic(Stage.open)
    private var make: (@Sendable () -> Reply)?
    private var receiver: (@Sendable () -> Void)?
    private var layers: [Layer] = []

    /// A structure and not the bare function, for the same reason as ``Middleware``.
    private struct Layer {
        let change: Response.Change
    }

    package init() {}

    /// Keeps the promise; to be called once.
    ///
    /// - Parameter make: makes the reply, on the thread of whoever waits for it.
    package func keep(_ make: @escaping @Sendable () -> Reply) {
        self.make = make
        if stage.exchange(Stage.kept, ordering: .acquiringAndReleasing) == Stage.awaited { receiver?() }
    }

    /// To be called before the promise is awaited.
    func change(_ change: @escaping Response.Change) {
        if layers.isEmpty { layers.reserveCapacity(4) }
        layers.append(Layer(change: change))
    }

    var isKept: Bool { stage.load(ordering: .acquiring) == Stage.kept }

    /// Calls `receiver` once the promise is kept, on the thread that keeps it, or at once.
    func whenKept(_ receiver: @escaping @Sendable () -> Void) {
        self.receiver = receiver
        let (isAwaited, _) = stage.compareExchange(
            expected: Stage.open, desired: Stage.awaited, ordering: .acquiringAndReleasing)
        if !isAwaited { receiver() }
    }

    /// The reply of a promise that is kept; to be asked for once.
    func reply() -> Reply {
        var reply = make?() ?? .ready(Response(status: .internalServerError))
        // What they hold may hold this promise.
        (make, receiver) = (nil, nil)
        for layer in layers { reply = reply.changed(layer.change) }
        return reply
    }
}
