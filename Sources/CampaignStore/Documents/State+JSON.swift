internal import Base
package import JSON

/// The format of a state document: the plans and accounts of a seed, and optional members more. Every seed is therefore a
/// state document, and every state document is a seed.
///
/// `campaigns`, `leads` and `calls` are lists of objects in the forms of ``Campaign/json()``, ``Lead/write(to:)`` and
/// ``CallRecord/write(to:)``. `next_campaign_id`, `next_lead_id` and `next_call_id` are the ids of the next rows; their
/// defaults are the highest ids plus one. An account has the further member `simulated_until`.
/// `$schema` is for editors: a text that is not read, nor written.
extension State {
    /// Reads a state document.
    ///
    /// - Parameter isTimezone: whether a name is in the timezone database. The store itself has no such database.
    /// - Throws: ``SeedError``, the first mistake in the order of this format.
    package init(json: JSONValue, isTimezone: (String) -> Bool) throws(SeedError) {
        let document = try SeedReader(json).object([
            "$schema", "plans", "accounts", "campaigns", "next_campaign_id", "leads", "next_lead_id", "calls",
            "next_call_id",
        ])
        _ = try document.optional("$schema")?.text()
        self.init(seed: try Seed(document, isTimezone: isTimezone))
        simulatedUntil = try Self.simulatedUntil(document)
        campaigns = try Self.campaigns(document.optional("campaigns"), of: seed, isTimezone: isTimezone)
        nextCampaignID = try Self.nextID(document.optional("next_campaign_id"), after: campaigns.last?.id, "campaign")
        leads =
            try document.optional("leads").map { reader throws(SeedError) in
                try LeadsReader.leads(reader, of: campaigns)
            } ?? []
        nextLeadID = try Self.nextID(document.optional("next_lead_id"), after: leads.last?.id, "lead")
        if let reader = document.optional("calls") {
            calls = try CallsReader.checked(
                try CallsReader.calls(reader.list(), path: reader.path), path: reader.path, in: self)
        }
        nextCallID = try Self.nextID(document.optional("next_call_id"), after: calls.last?.id, "call")
    }

    /// Reads the simulation's times of the accounts, which are read already.
    private static func simulatedUntil(_ document: SeedReader.Object) throws(SeedError) -> [String: Int64] {
        var times: [String: Int64] = [:]
        for reader in try document.optional("accounts")?.elements() ?? [] {
            guard case .object(let account) = reader.value, let name = account["name"]?.string,
                let value = account[AccountDefinition.simulatedUntilName], value != .null
            else { continue }
            times[name] = try SeedReader(value, path: "\(reader.path).\(AccountDefinition.simulatedUntilName)")
                .timestamp()
        }
        return times
    }

    private static func campaigns(
        _ reader: SeedReader?, of seed: Seed, isTimezone: (String) -> Bool
    ) throws(SeedError) -> [Campaign] {
        guard let reader else { return [] }
        let accounts = Dictionary(
            seed.accounts.map { (ScalarString($0.name), $0) }, uniquingKeysWith: { first, _ in first })
        var campaigns: [Campaign] = []
        var indexOfID: [Int64: Int] = [:]
        for (index, element) in try reader.elements().enumerated() {
            let campaign = try Campaign(element, of: accounts, isTimezone: isTimezone)
            if let other = indexOfID.updateValue(index, forKey: campaign.id) {
                throw SeedError(
                    path: "\(element.path).id", expected: "a unique id",
                    found: "\(campaign.id), which is also \(reader.path)[\(other)].id")
            }
            campaigns.append(campaign)
        }
        return campaigns.sorted { $0.id < $1.id }
    }

    private static func nextID(
        _ reader: SeedReader?, after last: Int64?, _ kind: String
    ) throws(SeedError) -> Int64 {
        let lowest = (last ?? 0) + 1
        let rule = "an integer greater than every \(kind)'s id, at least \(lowest)"
        return try reader?.integer(lowest...Campaign.highestID, rule) ?? lowest
    }

    // MARK: Writing

    /// Returns the state document as compact JSON in UTF-8.
    ///
    /// It is written piece by piece, because the values of a million leads would take more memory than their text.
    package func encoded() -> [UInt8] {
        var writer = JSONWriter()
        writer.reserveCapacity(4096 + campaigns.count * 640 + leads.count * 256 + calls.count * 512)
        writer.beginObject()
        writeMembersWithoutRows(to: &writer)
        writer.name(plain: "leads")
        writer.beginArray()
        for index in leads.indices { leads[index].write(to: &writer) }
        writer.endArray()
        writer.name(plain: "next_lead_id")
        writer.integer(nextLeadID)
        writer.name(plain: "calls")
        writer.beginArray()
        for index in calls.indices { calls[index].write(to: &writer) }
        writer.endArray()
        writer.name(plain: "next_call_id")
        writer.integer(nextCallID)
        writer.endObject()
        return writer.takeBytes()
    }

    /// Returns the state document without its leads and calls.
    func encodedWithoutRows() -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writeMembersWithoutRows(to: &writer)
        writer.name(plain: "next_lead_id")
        writer.integer(nextLeadID)
        writer.name(plain: "next_call_id")
        writer.integer(nextCallID)
        writer.endObject()
        return writer.takeBytes()
    }

    private func writeMembersWithoutRows(to writer: inout JSONWriter) {
        let plans = NamedPlans(seed.plans)
        writer.name(plain: "plans")
        writer.beginObject()
        for plan in seed.plans {
            writer.name(plan.name)
            writer.value(.object(plan.json()))
        }
        writer.endObject()
        writer.name(plain: "accounts")
        writer.beginArray()
        for account in seed.accounts {
            var value = account.json(plans: plans).object ?? [:]
            if let time = simulatedUntil[account.name] {
                value.append(AccountDefinition.simulatedUntilName, .string(Timestamp.text(time)))
            }
            writer.value(.object(value))
        }
        writer.endArray()
        writer.name(plain: "campaigns")
        writer.beginArray()
        for campaign in campaigns { writer.value(campaign.json()) }
        writer.endArray()
        writer.name(plain: "next_campaign_id")
        writer.integer(nextCampaignID)
    }
}
