/// A client's watch for matching requests: they are matched as they are recorded, so none is missed however few the
/// journal keeps.
///
/// Ends when it is released.
final class RequestWatch: Sendable {
    enum Item: Sendable {
        /// A request that matches was recorded.
        case request(RecordedRequest)
        /// The journal was emptied.
        case emptied
    }

    /// What has happened since the watch began, in its order; ends when the mock stops.
    let items: AsyncStream<Item>
    private let leave: @Sendable () -> Void

    init(items: AsyncStream<Item>, leave: @escaping @Sendable () -> Void) {
        self.items = items
        self.leave = leave
    }

    deinit {
        leave()
    }
}
