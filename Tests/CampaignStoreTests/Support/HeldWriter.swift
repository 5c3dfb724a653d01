import Dispatch
import GRDB

@testable import CampaignStore

/// Keeps a store's writer busy until it is released, like a long change of the control plane.
struct HeldWriter {
    private let gate = DispatchSemaphore(value: 0)
    private let occupation: Task<Void, Never>

    /// Returns when the writer is in use.
    init(of store: Store) async {
        let (taken, writerIsTaken) = AsyncStream.makeStream(of: Void.self)
        occupation = Task { [gate] in
            await store.groupCommit.occupyingWriter {
                await withCheckedContinuation { continuation in
                    store.database.asyncWriteWithoutTransaction { _ in
                        writerIsTaken.finish()
                        gate.wait()
                        continuation.resume()
                    }
                }
            }
        }
        for await _ in taken {}
    }

    func release() async {
        gate.signal()
        await occupation.value
    }
}
