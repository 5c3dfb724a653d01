import CampaignAPI
package import CampaignStore
import HTTPServer
import HTTPTypes
package import JSON
import Validation

// Health, reset, and the state as one document.
extension ControlPlane {
    func health(_ request: Request) async throws(ControlRefusal) -> Response {
        let campaigns = try await stored { () throws(StorageFailure) in try await store.campaignCount() }
        return Answer.json(
            .ok,
            [
                "status": "ok", "version": .string(options.version),
                "uptime_seconds": .integer((ContinuousClock.now - startedAt).components.seconds),
                "database": [
                    "path": options.location.path.map { .string($0) } ?? .null,
                    "durability": .string(options.durability.rawValue), "campaigns": .integer(Int64(campaigns)),
                ],
            ])
    }

    /// Responds to clients that may not call the control plane, when other machines can reach the mock.
    @Sendable func healthForOthers() -> Response {
        Answer.json(.ok, ["status": "ok", "version": .string(options.version)])
    }

    func answerReset(_ request: Request, _ fields: [Field]) async throws(ControlRefusal) -> Response {
        let body = try ControlBody(request, fields)
        let kept = Set((body.report.elements("keep") ?? []).compactMap { $0.string.flatMap(ResetPart.init) })
        do throws(ResetFailure) {
            try await reset(keeping: kept)
        } catch {
            throw ControlRefusal(error)
        }
        return Answer.json(.ok, ["message": "The mock was reset to the seed.", "kept": Self.names(kept)])
    }

    /// Resets the store, clock, faults, rate limits and journal, and releases all held requests.
    ///
    /// A seed in a file is read again. All parts change at the moment at which the store publishes its change, so a
    /// request sees either the whole old state or the whole new state. When the seed has a mistake or the store fails,
    /// nothing changes. A reset completes also when the current task is cancelled.
    ///
    /// - Parameters:
    ///   - kept: the parts that are not reset.
    ///   - isNeeded: asked when the earlier resets have ended.
    /// - Returns: whether the reset was needed.
    /// - Throws: ``ResetFailure``.
    @discardableResult
    package func reset(
        keeping kept: Set<ResetPart> = [], ifNeeded isNeeded: @escaping @Sendable () -> Bool = { true }
    ) async throws(ResetFailure) -> Bool {
        var options: Store.ResetOptions = []
        if kept.contains(.campaigns) { options.insert(.campaigns) }
        if kept.contains(.accounts) { options.insert(.accounts) }
        return try await resets.run { [self, options] () async throws(ResetFailure) in
            guard isNeeded() else { return false }
            let next: State
            do throws(SeedMistake) { next = try seed.readAgain() } catch { throw .seed(error) }
            do throws(StorageFailure) {
                try await store.reset(to: next, keeping: options) {
                    self.seed.use(next)
                    if !kept.contains(.clock) { self.clock.set(self.initialClock) }
                    if !kept.contains(.faults) { self.faults.removeAll(restartingNumbers: true) }
                    self.endWhatBelongsToFormerState()
                    if !kept.contains(.campaigns) { self.webhooks.removeAll() }
                    if !kept.contains(.journal) { self.journal.clear(restartingNumbers: true) }
                    self.journal.publish("reset", ["kept": Self.names(kept)])
                }
            } catch {
                throw .storage(error)
            }
            return true
        }
    }

    /// Ends what must not outlive a state: the counted rates, the requests that faults hold, and the names of accounts.
    func endWhatBelongsToFormerState() {
        limiter.reset()
        held.reset()
        journal.note { $0.noteReplacedAccounts() }
    }

    private static func names(_ parts: Set<ResetPart>) -> JSONValue {
        .array(ResetPart.allCases.filter(parts.contains).map { .string($0.rawValue) })
    }

    func state(_ request: Request) async throws(ControlRefusal) -> Response {
        let state = try await stored { () throws(StorageFailure) in try await store.state() }
        return Answer.json(.ok, bytes: state.encoded())
    }

    func replaceState(_ request: Request) async throws(ControlRefusal) -> Response {
        guard request.body.count <= options.stateBytes else { throw .tooLarge(limit: options.stateBytes) }
        let document = JSONValue.object(
            try ControlBody.object(of: request, maximumDepth: JSONReader.documentDepth))
        let state: State
        do {
            state = try State(json: document, isTimezone: TimeZoneNames.contains)
        } catch {
            throw .mistake(error)
        }
        return Answer.json(.ok, try await replaceState(by: state))
    }

    /// Replaces the whole state. Rate limits and held requests end.
    ///
    /// - Returns: the numbers of accounts and campaigns.
    @discardableResult
    package func replaceState(by state: State) async throws(ControlRefusal) -> JSONValue {
        let counts: JSONValue = [
            "accounts": .integer(Int64(state.seed.accounts.count)),
            "campaigns": .integer(Int64(state.campaigns.count)),
        ]
        try await uninterrupted { [self] () async throws(ControlRefusal) in
            try await stored { () throws(StorageFailure) in
                try await store.replace(with: state) {
                    self.endWhatBelongsToFormerState()
                    self.webhooks.removeAll()
                    self.journal.publish("state", counts)
                }
            }
        }
        return counts
    }

    /// Runs work of the store, and throws its failure as a ``ControlRefusal``.
    func stored<Value>(
        _ work: () async throws(StorageFailure) -> Value
    ) async throws(ControlRefusal) -> Value {
        do {
            return try await work()
        } catch {
            throw .storage(error)
        }
    }
}

/// A part of the mock's state that a reset can keep.
package enum ResetPart: String, Sendable, CaseIterable {
    case campaigns, accounts, journal, faults, clock

    static let fields = [
        Field("keep", .nullable, .array, each: [.string, .oneOf(allCases.map(\.rawValue))])
    ]
}

extension Store.Location {
    fileprivate var path: String? {
        switch self {
        case .file(let path): path
        case .memory: nil
        }
    }
}
