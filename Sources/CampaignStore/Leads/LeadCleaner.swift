internal import Base
internal import Dispatch
internal import GRDB
internal import Logging

/// Deletes the leads of deleted campaigns in the background.
///
/// The deletion of a campaign deletes its row and notes its id in `deleted_campaigns`. Without the campaign its leads are
/// invisible: every query of leads looks at their campaign. Their rows are deleted here, in short transactions with
/// pauses, so that the writes of requests hardly wait. A run that the end of the process has interrupted goes on at the
/// next start.
final class LeadCleaner: Sendable {
    /// The number of leads that the first transaction deletes.
    private static let firstLimit: Int64 = 128
    /// The lower bound matters on a busy machine, where a transaction may take long although it does little.
    private static let limits: ClosedRange<Int64> = 128...4096
    /// The time that a transaction should take. The limit of the next transaction is adapted to it.
    private static let desiredTime = Duration.milliseconds(2)
    /// The pause after a transaction is so many times as long as the transaction, up to ``longestPause``.
    private static let pauseFactor = 3
    private static let longestPause = Duration.milliseconds(10)
    private static let pauseAfterFailure = Duration.seconds(1)

    private struct State {
        var isRunning = false
        var isClosed = false
        var hasFailed = false
    }

    private let database: any DatabaseWriter
    private let writer: Writer
    private let groupCommit: GroupCommit
    private let logger: Logger
    private let state = Locked(State())
    private let queue = DispatchQueue(label: "campaign-store.deleted-leads", qos: .utility)

    init(of database: any DatabaseWriter, by writer: Writer, _ groupCommit: GroupCommit, logger: Logger) {
        self.database = database
        self.writer = writer
        self.groupCommit = groupCommit
        self.logger = logger
    }

    /// Begins a run if there may be deleted campaigns and none is running.
    func wake() {
        let begins = state.withLock { state in
            guard !state.isRunning, !state.isClosed else { return false }
            state.isRunning = true
            return true
        }
        if begins { queue.async { self.deleteSome(Self.firstLimit) } }
    }

    /// Waits for the current transaction and prevents further ones. Call this before the writer is closed.
    func close() {
        state.withLock { $0.isClosed = true }
        queue.sync {}
    }

    private func deleteSome(_ limit: Int64) {
        if state.withLock({ $0.isClosed }) { return }
        let began = ContinuousClock.now
        do {
            let isDone = try groupCommit.occupyingWriter {
                try database.writeWithoutTransaction { try writer.deleteLeadsOfDeletedCampaigns($0, limit: limit) }
            }
            if isDone { return ended() }
        } catch {
            return failed(StorageFailure(error))
        }
        let time = max(ContinuousClock.now - began, .microseconds(1))
        let next = Int64(Double(limit) * min(max(Self.desiredTime / time, 0.5), 2))
        goOn(
            after: min(time * Self.pauseFactor, Self.longestPause),
            min(max(next, Self.limits.lowerBound), Self.limits.upperBound))
    }

    private func goOn(after pause: Duration, _ limit: Int64) {
        queue.asyncAfter(deadline: .now() + .microseconds(Int(pause / .microseconds(1)))) { [weak self] in
            self?.deleteSome(limit)
        }
    }

    /// Tries again later. Logs only the first of successive failures.
    private func failed(_ failure: StorageFailure) {
        guard failure != .closed else { return }
        let isKnown = state.withLock { state in
            defer { state.hasFailed = true }
            return state.hasFailed
        }
        if !isKnown {
            logger.warning(
                "The leads of a deleted campaign are still in the file", metadata: ["cause": "\(failure.message)"])
        }
        goOn(after: Self.pauseAfterFailure, Self.firstLimit)
    }

    private func ended() {
        state.withLock { state in
            state.isRunning = false
            state.hasFailed = false
        }
        // A campaign may have been deleted since the last transaction, when this run was still marked as running.
        if writer.hasDeletedCampaigns { wake() }
    }
}
