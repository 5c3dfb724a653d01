import CampaignStore
import JSON
import MockControl

/// The calls of a mock, or of one account: what the started campaigns have called, and what they will call next.
///
///     try await mock.clock.advance(to: .idle)
///     let calls = try await mock.calls.matching(outcome: .voicemail)
///     print(calls.map(\.phoneNumber))
///
/// The clock moves them: ``ClockControl/advance(to:)``. ``OutcomeControl`` sets what comes of them.
public struct CallControl: Sendable {
    let control: ControlPlane
    let store: Store
    /// The name of the account whose calls these are; `nil` for those of all accounts.
    public let account: String?

    /// All calls, finished and going on, in the order in which they began.
    ///
    /// - Throws: ``MockError`` when the database cannot be read.
    public var all: [MockCall] {
        get async throws(MockError) { try await matching() }
    }

    /// The calls that match, in the order in which they began. A parameter that is `nil` is no condition.
    ///
    ///     let busy = try await mock.calls(ofAccount: "mine").matching(outcome: .busy, campaignID: 3)
    ///
    /// - Parameters:
    ///   - status: Such as ``MockCall/Status/inProgress`` for those that go on.
    ///   - outcome: What came, or will come, of the call.
    ///   - campaignID: The id of the campaign.
    ///   - leadID: The id of the lead or secondary contact.
    /// - Throws: ``MockError`` when the database cannot be read.
    public func matching(
        status: MockCall.Status? = nil, outcome: MockCall.Outcome? = nil, campaignID: Int? = nil, leadID: Int? = nil
    ) async throws(MockError) -> [MockCall] {
        let filter = CallRowFilter(
            account: account, status: status?.stored, outcome: outcome?.stored,
            campaignID: campaignID.map { Int64($0) }, leadID: leadID.map { Int64($0) })
        return try await steering { () async throws(ControlRefusal) in
            try await control.calls(matching: filter).map(MockCall.init)
        }
    }

    /// Finds what happens next: a call that begins, or one that ends.
    ///
    ///     let next = try await mock.calls.next(ofCampaign: 1)
    ///
    /// - Parameter campaignID: The id of the campaign; `nil` for all.
    /// - Returns: `nil` when no call goes on and none will begin.
    /// - Throws: ``MockError`` when the database cannot be read.
    public func next(ofCampaign campaignID: Int? = nil) async throws(MockError) -> MockNextCall? {
        try await steering { () async throws(ControlRefusal) in
            try await control.nextCall(ofAccount: account, campaignID: campaignID.map { Int64($0) })
                .map(MockNextCall.init)
        }
    }

    /// Plays a call by hand. It begins at once, whatever the hours, the campaign's status and the maxima say, and ends
    /// on the clock. It is an attempt like any other.
    ///
    ///     let call = try await mock.calls.play(lead: 1, outcome: .busy)
    ///     try await mock.clock.advance(to: .next)             // the call ends
    ///
    /// - Parameters:
    ///   - leadID: The id of the lead or secondary contact.
    ///   - outcome: What comes of the call; `nil` for what the account's outcomes or the number say.
    ///   - duration: How long it takes, 1 to 86,400 whole seconds; `nil` for the outcome's own time. It needs an
    ///     outcome.
    ///   - extractedVariables: They are merged over the usual ones.
    ///   - transcript: What is said; `nil` for what is usually said.
    /// - Returns: The call, which goes on.
    /// - Throws: ``MockError`` when there is no such lead, the duration is out of range, or the database cannot be
    ///   written.
    @discardableResult
    public func play(
        lead leadID: Int, outcome: MockCall.Outcome? = nil, duration: Duration? = nil,
        extractedVariables: [String: MockJSON] = [:], transcript: [MockCall.Line]? = nil
    ) async throws(MockError) -> MockCall {
        let call = PlayedCall(
            leadID: Int64(leadID), outcome: outcome?.stored,
            seconds: try Self.seconds(duration, hasOutcome: outcome != nil),
            extractedVariables: extractedVariables.isEmpty ? nil : JSONObject(extractedVariables),
            transcript: transcript.map { $0.map(\.stored) })
        try await checkOwner(ofLead: Int64(leadID))
        return MockCall(try await steering { () async throws(ControlRefusal) in try await control.play(call) })
    }

    private static func seconds(_ duration: Duration?, hasOutcome: Bool) throws(MockError) -> Int64? {
        guard let duration else { return nil }
        guard hasOutcome else {
            throw MockError(
                "calls.play duration \(duration) stands without an outcome. Give the outcome, too: without one, the "
                    + "time is that of the outcome that is found.")
        }
        return try OptionCheck.callSeconds("calls.play duration", duration)
    }

    /// A test that plays a call of another test's lead has mixed up two ids.
    private func checkOwner(ofLead id: Int64) async throws(MockError) {
        guard let account, id > 0 else { return }
        let found = try await reading { () async throws(StorageFailure) in
            try await store.leadRows(matching: LeadRowFilter(account: account, afterID: id - 1, limit: 1))
        }
        guard found.first?.id == id else { throw MockError("The account \(account) has no lead \(id).") }
    }
}
