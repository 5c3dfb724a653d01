import JSON
import MockControl

/// A fault as it is registered, and what it has done so far.
public struct RegisteredFault: Sendable, Equatable {
    /// Such as `fault-1`. Requests that it changed have it in the journal.
    public let id: String
    /// The number of matching requests while the fault could still fire.
    public let matched: Int
    /// The number of requests that failed.
    public let fired: Int
    /// Whether it has fired as often as it may.
    public let isExhausted: Bool
    /// The seed of its random decisions.
    public let seed: Int
    /// The account whose requests fail; `nil` for all.
    public let account: String?
    /// The fault as `POST /_mock/faults` takes it.
    public let document: MockJSON
}

extension RegisteredFault {
    init(_ fault: FaultRegistry.Listed) {
        id = fault.id
        matched = fault.matched
        fired = fault.fired
        isExhausted = fault.isExhausted
        seed = Int(clamping: fault.seed)
        account = fault.match.account
        document = .object(Dictionary(fault.document.members.map { ($0.name, MockJSON($0.value)) }) { $1 })
    }
}

/// The faults of a mock: requests that fail as a test wants it.
///
///     let fault = try mock.faults.add(.status(503, times: 2))
///     …
///     try mock.faults.fault(fault.id).fired               // 2
public struct FaultControl: Sendable {
    let control: ControlPlane
    /// The account to which these faults are restricted; `nil` for none.
    let account: String?

    /// Every registered fault in the order of registration, exhausted ones too.
    public var all: [RegisteredFault] {
        control.faultList.map(RegisteredFault.init).filter { account == nil || $0.account == account }
    }

    /// Finds a fault.
    ///
    /// - Throws: ``MockError`` when there is no fault with this id.
    public func fault(_ id: String) throws(MockError) -> RegisteredFault {
        try RegisteredFault(steering { () throws(ControlRefusal) in try control.fault(id: id) })
    }

    /// Adds a fault. From now on matching requests fail. Of several faults, the first that matches and fires counts.
    ///
    /// - Throws: ``MockError`` when a part of the fault is invalid or would do nothing.
    @discardableResult
    public func add(_ fault: MockFault) throws(MockError) -> RegisteredFault {
        var fault = fault
        if fault.match.account == nil { fault.match.account = account }
        let document = try fault.document
        return try RegisteredFault(steering { () throws(ControlRefusal) in try control.addFault(document) })
    }

    /// Removes a fault.
    ///
    /// - Throws: ``MockError`` when there is no fault with this id.
    public func remove(_ id: String) throws(MockError) {
        try steering { () throws(ControlRefusal) in try control.removeFault(id: id) }
    }

    /// Removes all faults.
    public func removeAll() {
        if let account { control.removeFaults(ofAccount: account) } else { _ = control.removeAllFaults() }
    }
}
