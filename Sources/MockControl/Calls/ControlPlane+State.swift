import CampaignAPI
import CampaignStore
import HTTPServer
import HTTPTypes
import JSON
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

    /// The store switches from before to after in one step; requests that began before are not journaled after it.
    func reset(_ request: Request) async throws(ControlRefusal) -> Response {
        let body = try ControlBody(request, ResetPart.fields)
        let kept = Set((body.report.elements("keep") ?? []).compactMap { $0.string.flatMap(ResetPart.init) })
        var storeOptions: Store.ResetOptions = []
        if kept.contains(.campaigns) { storeOptions.insert(.campaigns) }
        if kept.contains(.accounts) { storeOptions.insert(.accounts) }
        try await stored { [storeOptions] () throws(StorageFailure) in
            try await store.reset(to: seed, keeping: storeOptions)
        }
        limiter.reset()
        if !kept.contains(.faults) { faults.removeAll(restartingNumbers: true) }
        if !kept.contains(.clock) { clock.set(initialClock) }
        if !kept.contains(.journal) { journal.clear(restartingNumbers: true) }
        let list = JSONValue.array(ResetPart.allCases.filter(kept.contains).map { .string($0.rawValue) })
        events.publish(.other(name: "reset", data: ["kept": list]))
        return Answer.json(.ok, ["message": "Everything is back to the seed.", "kept": list])
    }

    func state(_ request: Request) async throws(ControlRefusal) -> Response {
        let state = try await stored { () throws(StorageFailure) in try await store.state() }
        return Answer.json(.ok, state.json())
    }

    func replaceState(_ request: Request) async throws(ControlRefusal) -> Response {
        let document = JSONValue.object(try ControlBody.object(of: request))
        let state: State
        do {
            state = try State(json: document, isTimezone: TimeZoneNames.contains)
        } catch {
            throw .mistake(error)
        }
        try await stored { () throws(StorageFailure) in try await store.replace(with: state) }
        limiter.reset()
        let counts: JSONValue = [
            "accounts": .integer(Int64(state.seed.accounts.count)),
            "campaigns": .integer(Int64(state.campaigns.count)),
        ]
        events.publish(.other(name: "state", data: counts))
        return Answer.json(.ok, counts)
    }

    /// Gives a failure of the store the shape that a call throws.
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

/// What a reset can leave alone.
private enum ResetPart: String, CaseIterable {
    case campaigns, accounts, journal, faults, clock

    static var fields: [Field] {
        [Field("keep", .nullable, .array, each: [.string, .oneOf(allCases.map(\.rawValue))])]
    }
}

extension Store.Location {
    fileprivate var path: String? {
        switch self {
        case .file(let path): path
        case .memory: nil
        }
    }
}
