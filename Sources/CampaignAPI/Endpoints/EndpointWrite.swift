package import CampaignStore
package import HTTPServer

/// A write that the store decides upon, and how its outcome is answered.
///
/// The one place where the API meets the store's write path.
struct EndpointWrite: Sendable {
    /// The answer to a decided write; `nil` where the store refused or failed in a way that every write can.
    typealias Answering = @Sendable (WaitingCreate) -> EndpointAnswer?

    /// What the store has made of a write.
    enum Decision {
        case answered(EndpointAnswer)
        /// The accounts have changed since the request was looked at.
        case superseded
        case failed(StorageFailure)
    }

    private let create: WaitingCreate
    private let answer: Answering

    init(_ create: WaitingCreate, answer: @escaping Answering) {
        self.create = create
        self.answer = answer
    }

    /// Hands the write to the store, which keeps the promise once it has decided.
    func begin(in store: Store, loop: Int, keeping promise: ReplyPromise) {
        store.create(create, loop: loop, receiver: promise)
    }

    /// To be asked once the promise is kept.
    var decision: Decision {
        if let answer = answer(create) { return .answered(answer) }
        if case .failure(.failed(let failure)) = create.outcome { return .failed(failure) }
        return .superseded
    }
}

extension ReplyPromise: CreateReceiver {
    package func isDecided(_ create: WaitingCreate) { keep() }
}
