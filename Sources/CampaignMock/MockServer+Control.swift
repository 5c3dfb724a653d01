import MockControl

// What a test asks for, without HTTP. `ControlPlaneOptions/enabled` does not matter: it protects the HTTP calls.
extension MockServer {
    /// The accounts: make, list, change, reset, remove.
    public var accounts: AccountControl { AccountControl(control: control) }

    /// The faults: add, list, remove.
    public var faults: FaultControl { FaultControl(control: control, account: nil) }

    /// The mock's clock: read, freeze, set, advance. An account may have a clock of its own: ``AccountControl/clock(of:)``.
    public var clock: ClockControl { ClockControl(control: control, account: nil) }

    /// The calls of all accounts: list, look ahead, play by hand.
    public var calls: CallControl { CallControl(control: control, store: store, account: nil) }

    /// The calls of one account. An account that does not exist has none.
    public func calls(ofAccount name: String) -> CallControl {
        CallControl(control: control, store: store, account: name)
    }

    /// The post-call webhooks of all accounts: list, wait, send again, remove.
    public var webhooks: WebhookControl { WebhookControl(control: control, account: nil) }

    /// The post-call webhooks of one account. An account that does not exist has none.
    public func webhooks(ofAccount name: String) -> WebhookControl { WebhookControl(control: control, account: name) }

    /// The named snapshots of the state: take, list, restore, remove.
    public var snapshots: SnapshotControl { SnapshotControl(control: control) }

    /// The faults that match only requests with a key of this account. A fault that is added gets this restriction.
    public func faults(ofAccount name: String) -> FaultControl { FaultControl(control: control, account: name) }

    /// The JSON Schema of a seed as a file of its own, for editors.
    package static var seedSchema: [UInt8] { SeedSchema.encoded(id: nil) + Array("\n".utf8) }

    /// The request of an account that comes closest to what a fault matches, in one line; `nil` for none.
    package func nearestMiss(toFault id: String, ofAccount name: String) -> String? {
        control.nearestMiss(toFault: id, ofAccount: name)
    }

    /// The requests of an account, the oldest first, and how many of them the journal may have forgotten.
    package func requests(ofAccount name: String) -> (kept: [MockExchange], forgotten: Int) {
        let (entries, forgotten) = control.entries(ofAccount: name)
        return (entries.map(exchange), forgotten)
    }
}

/// A part of the mock's state that ``MockServer/reset(keeping:)`` can keep.
public enum MockPart: Sendable, CaseIterable {
    /// Campaigns and leads.
    case campaigns
    /// Accounts, and with them assistants and phone numbers.
    case accounts
    /// The recorded requests.
    case journal
    /// The faults.
    case faults
    /// The mock's clock.
    case clock
}

extension MockPart {
    var resetPart: ResetPart {
        switch self {
        case .campaigns: .campaigns
        case .accounts: .accounts
        case .journal: .journal
        case .faults: .faults
        case .clock: .clock
        }
    }
}
