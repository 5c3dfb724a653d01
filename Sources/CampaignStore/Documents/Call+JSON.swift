internal import Base
package import JSON

extension CallRecord {
    private static let memberNames = [
        "id", "account", "campaign_id", "lead_id", "assistant_id", "type", "assistant_phone_number",
        "client_phone_number", "outcome", "attempt", "status", "created_at", "ends_at", "ended_at", "decides", "hidden",
        "variables", "transcript", "extracted_variables", "webhook_response",
    ]

    /// Writes all stored fields, in the format of a state document.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writeMembers(to: &writer)
        writer.endObject()
    }

    /// Writes the members of ``write(to:)`` alone, so that others can follow.
    package func writeMembers(to writer: inout JSONWriter) {
        writer.name(plain: "id")
        writer.integer(id)
        writer.name(plain: "account")
        writer.string(account)
        writer.member("campaign_id", campaignID)
        writer.member("lead_id", leadID)
        writer.name(plain: "assistant_id")
        writer.integer(assistantID)
        writer.name(plain: "type")
        writer.string(type.rawValue)
        writer.name(plain: "assistant_phone_number")
        if let assistantPhoneNumber { writer.string(assistantPhoneNumber) } else { writer.null() }
        writer.name(plain: "client_phone_number")
        writer.string(phoneNumber)
        writer.name(plain: "outcome")
        writer.string(outcome.rawValue)
        writer.name(plain: "attempt")
        writer.integer(attempt)
        writer.name(plain: "status")
        writer.string(status.rawValue)
        writer.name(plain: "created_at")
        writer.string(Timestamp.text(beganAt))
        writer.name(plain: "ends_at")
        writer.string(Timestamp.text(endsAt))
        writer.name(plain: "ended_at")
        if let endedAt { writer.string(Timestamp.text(endedAt)) } else { writer.null() }
        writer.name(plain: "decides")
        writer.bool(decides)
        writer.name(plain: "hidden")
        writer.bool(isHidden)
        writer.member("variables", encoded: variables?.text)
        writer.member("transcript", encoded: transcript)
        writer.member("extracted_variables", encoded: extractedVariables)
        writer.member("webhook_response", encoded: webhookResponse)
    }

    /// Reads a call of a state document. Only `id`, `account`, `assistant_id` and `client_phone_number` are required.
    ///
    /// A call without `ended_at` has ended as planned, unless its status is `in-progress`. Whether the account, the
    /// campaign and the lead exist is checked by ``CallsReader``.
    init(_ reader: SeedReader) throws(SeedError) {
        let call = try reader.object(Self.memberNames)
        let (ids, idRule) = (1...Campaign.highestID - 1, Campaign.idRule)
        let accountRule = "the name of one of the accounts"
        let number = "a phone number"
        let outcome = try call.optional("outcome")?.oneOf(OutcomeName.self) ?? .completed
        let beganAt = try call.optional("created_at")?.timestamp() ?? Assistant.Default.createdAt
        let endsAt = try call.optional("ends_at")?.timestamp() ?? beganAt + outcome.usualSeconds
        let status = try call.optional("status")?.oneOf(CallStatus.self)
        let end = try call.optional("ended_at")?.timestamp()
        let attemptRule = "an integer of at least 1"
        self.init(
            id: try call.required("id", idRule).integer(ids, idRule),
            account: try call.required("account", accountRule).string(accountRule),
            campaignID: try call.optional("campaign_id")?.integer(ids, idRule),
            leadID: try call.optional("lead_id")?.integer(ids, idRule), assistantID: try call.id("assistant_id"),
            type: try call.optional("type")?.oneOf(CallType.self) ?? .outbound,
            assistantPhoneNumber: try call.optional("assistant_phone_number")?.string(number),
            phoneNumber: try call.required("client_phone_number", number).string(number), outcome: outcome,
            attempt: try call.optional("attempt")?.integer(1...Int64.max, attemptRule) ?? 1, status: status,
            beganAt: beganAt, endsAt: endsAt, endedAt: end ?? (status == .inProgress ? nil : endsAt),
            decides: try call.optional("decides")?.boolean() ?? true,
            isHidden: try call.optional("hidden")?.boolean() ?? false,
            variables: try call.optional("variables").map { reader throws(SeedError) in
                LeadVariables(text: try reader.phpArray())
            },
            transcript: try call.optional("transcript").map { reader throws(SeedError) in
                OutcomeSetting.Line.json(try OutcomeSetting.Line.list(reader)).encoded()
            },
            extractedVariables: try call.optional("extracted_variables").map { reader throws(SeedError) in
                JSONValue.object(try reader.namedValues()).encoded()
            },
            webhookResponse: call.optional("webhook_response")?.value.encoded())
        guard (endedAt == nil) == (self.status == .inProgress) else {
            throw SeedError(
                path: call.path("ended_at"), expected: "a time exactly if the status is not in-progress",
                found: endedAt == nil ? "none" : "one")
        }
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: StaticString, _ value: Int64?) {
        self.name(plain: name)
        if let value { integer(value) } else { null() }
    }

    fileprivate mutating func member(_ name: StaticString, encoded text: [UInt8]?) {
        self.name(plain: name)
        if let text { encoded(text) } else { null() }
    }
}

/// Reads the calls of a state document, and checks what they refer to.
enum CallsReader {
    /// Reads a list of calls.
    ///
    /// - Parameter path: the path of the list.
    static func calls(_ values: [JSONValue], path: String, from index: Int = 0) throws(SeedError) -> [CallRecord] {
        var calls: [CallRecord] = []
        calls.reserveCapacity(values.count)
        for (offset, value) in values.enumerated() {
            calls.append(try CallRecord(SeedReader(value, path: "\(path)[\(index + offset)]")))
        }
        return calls
    }

    /// Checks the references.
    ///
    /// - Parameters:
    ///   - calls: in the order of the document.
    ///   - path: the path of the list.
    ///   - state: has all the rest of the document.
    /// - Returns: the calls in the order of their ids.
    static func checked(_ calls: [CallRecord], path: String, in state: State) throws(SeedError) -> [CallRecord] {
        if calls.isEmpty { return [] }
        let accounts = Set(state.seed.accounts.map { ScalarString($0.name) })
        let owners = Dictionary(state.campaigns.map { ($0.id, $0.account) }) { first, _ in first }
        let leads = Dictionary(state.leads.map { ($0.id, $0.campaignID) }) { first, _ in first }
        var indexOfID: [Int64: Int] = Dictionary(minimumCapacity: calls.count)
        for (index, call) in calls.enumerated() {
            func mistake(_ member: String, _ expected: String, _ found: String) -> SeedError {
                SeedError(path: "\(path)[\(index)].\(member)", expected: expected, found: found)
            }
            if !accounts.contains(ScalarString(call.account)) {
                throw mistake("account", "the name of one of the accounts", SeedReader.quoted(call.account))
            }
            if let id = call.campaignID, owners[id] != call.account {
                throw mistake("campaign_id", "the id of one of the account's campaigns", "the integer \(id)")
            }
            if let id = call.leadID {
                guard call.campaignID != nil, leads[id].flatMap({ owners[$0] }) == call.account else {
                    throw mistake(
                        "lead_id", "the id of one of the account's leads, beside a campaign_id", "the integer \(id)")
                }
            }
            if let other = indexOfID.updateValue(index, forKey: call.id) {
                throw mistake("id", "a unique id", "\(call.id), which is also \(path)[\(other)].id")
            }
        }
        let isSorted = zip(calls, calls.dropFirst()).allSatisfy { $0.id < $1.id }
        return isSorted ? calls : calls.sorted { $0.id < $1.id }
    }
}
