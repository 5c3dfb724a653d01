/// A client's watch for matching requests. It ends when it is released.
///
/// Requests are matched when they are recorded, so the watch misses none, even if the journal keeps few.
final class RequestWatch: Sendable {
    enum Item: Sendable {
        /// A request that matches was recorded.
        case request(RecordedRequest)
        /// The journal was emptied.
        case emptied
        /// The requests with these numbers were deleted.
        case removed(Set<Int>)
    }

    /// The items since the watch began, in order. The stream ends when the mock stops.
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
