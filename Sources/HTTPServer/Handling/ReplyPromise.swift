import HTTPTypes
import Synchronization

/// A reply that is given later, from any thread.
///
/// Costs no task and no continuation. Whoever promises keeps the promise in any case: a client waits for it.
///
/// `@unchecked Sendable`: `receiver` is written before ``stage`` says that the promise is awaited and read after that.
/// `make` and `layers` belong to whoever holds the reply: middleware on its way back to the connection, then the connection.
package final class ReplyPromise: @unchecked Sendable {
    private enum Stage {
        static let open: UInt8 = 0
        static let awaited: UInt8 = 1
        static let kept: UInt8 = 2
    }

    private let stage = Atomic(Stage.open)
    private var make: (@Sendable () -> Reply)?
    private var receiver: (any ReplyReceiver)?
    private var layers: Layers?

    /// All that middleware does to the answer, in one. A structure and not the bare function, for the same reason as
    /// ``Middleware``.
    private struct Layers {
        let change: Response.Change
    }

    /// - Parameter make: makes the reply once the promise is kept, on the thread of whoever waits for it.
    package init(_ make: @escaping @Sendable () -> Reply) {
        self.make = make
    }

    /// Keeps the promise; to be called once, from any thread.
    package func keep() {
        if stage.exchange(Stage.kept, ordering: .acquiringAndReleasing) == Stage.awaited {
            receiver?.promiseIsKept(self)
        }
    }

    /// To be called before the promise is awaited.
    func change(_ change: @escaping Response.Change) {
        guard let inner = layers else { return layers = Layers(change: change) }
        layers = Layers { response in
            inner.change(&response)
            change(&response)
        }
    }

    var isKept: Bool { stage.load(ordering: .acquiring) == Stage.kept }

    /// Tells `receiver` once the promise is kept, on the thread that keeps it, or at once.
    func whenKept(_ receiver: any ReplyReceiver) {
        self.receiver = receiver
        let (isAwaited, _) = stage.compareExchange(
            expected: Stage.open, desired: Stage.awaited, ordering: .acquiringAndReleasing)
        if !isAwaited { receiver.promiseIsKept(self) }
    }

    /// The reply of a promise that is kept; to be asked for once.
    func reply() -> Reply {
        let reply = make?() ?? .ready(Response(status: .internalServerError))
        // What they hold may hold this promise.
        (make, receiver) = (nil, nil)
        guard let layers else { return reply }
        return reply.changed(layers.change)
    }
}

/// Waits for a promise.
///
/// A protocol and not a function, because a connection, which waits for every one, would have to make the function each
/// time.
protocol ReplyReceiver: AnyObject, Sendable {
    /// Called on any thread.
    func promiseIsKept(_ promise: ReplyPromise)
}
