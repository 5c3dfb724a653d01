internal import Base
package import JSON

extension Lead {
    private static let memberNames = [
        "id", "campaign_id", "phone_number", "primary_id", "variables", "status", "call_tries", "created_at",
        "updated_at", "due_at",
    ]
    private static let numberRule = "\"+\" and 7 to 15 digits of which the first is not 0"

    /// Writes all stored fields, in the format of a state document.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name(plain: "id")
        writer.integer(id)
        writer.name(plain: "campaign_id")
        writer.integer(campaignID)
        writer.name(plain: "phone_number")
        writer.string(phoneNumber)
        writer.name(plain: "primary_id")
        if let primaryID { writer.integer(primaryID) } else { writer.null() }
        writer.name(plain: "variables")
        writer.encoded(variables.text)
        writer.name(plain: "status")
        writer.string(status.rawValue)
        writer.name(plain: "call_tries")
        writer.integer(callTries)
        writer.name(plain: "created_at")
        let creation = Timestamp.text(createdAt)
        writer.string(creation)
        writer.name(plain: "updated_at")
        // Most leads were never changed, so the text of `created_at` can be used again.
        writer.string(updatedAt == createdAt ? creation : Timestamp.text(updatedAt))
        writer.name(plain: "due_at")
        if let dueAt { writer.string(Timestamp.text(dueAt)) } else { writer.null() }
        writer.endObject()
    }

    /// Reads a lead of a state document. Only `id`, `campaign_id` and `phone_number` are required.
    ///
    /// Whether the campaign and the primary lead exist is checked by ``LeadsReader``.
    init(_ reader: SeedReader) throws(SeedError) {
        let lead = try reader.object(Self.memberNames)
        let ids = 1...Campaign.highestID - 1
        let idRule = Campaign.idRule
        let id = try lead.required("id", idRule).integer(ids, idRule)
        let campaignID = try lead.required("campaign_id", idRule).integer(ids, idRule)
        let number = try lead.required("phone_number", Self.numberRule)
        guard case .string(let text) = number.value, let phoneNumber = DiallableNumber.cleaned(text) else {
            throw number.refusal(expected: Self.numberRule)
        }
        let atLeast0 = "an integer of at least 0"
        let createdAt = try lead.optional("created_at")?.timestamp() ?? Assistant.Default.createdAt
        self.init(
            id: id, campaignID: campaignID, primaryID: try lead.optional("primary_id")?.integer(ids, idRule),
            phoneNumber: phoneNumber,
            variables: try lead.optional("variables").map { reader throws(SeedError) in
                LeadVariables(text: try reader.phpArray())
            } ?? .none,
            status: try lead.optional("status")?.oneOf(LeadStatus.self) ?? .initial,
            callTries: try lead.optional("call_tries")?.integer(0...Int64.max, atLeast0) ?? 0, createdAt: createdAt,
            updatedAt: try lead.optional("updated_at")?.timestamp() ?? createdAt,
            dueAt: try lead.optional("due_at")?.timestamp())
    }

    /// Reads a lead without paths for error messages, which takes a tenth of the time of ``init(_:)``.
    ///
    /// - Returns: `nil` for a value that ``init(_:)`` may refuse.
    init?(valid value: JSONValue) {
        guard case .object(let object) = value, !object.hasRepeatedName else { return nil }
        var lead = Lead(id: 0, campaignID: 0, phoneNumber: "", createdAt: Assistant.Default.createdAt, updatedAt: 0)
        var updatedAt: Int64?
        for member in object.members {
            switch (member.name, member.value) {
            case ("id", .integer(let id)): lead.id = id
            case ("campaign_id", .integer(let id)): lead.campaignID = id
            case ("phone_number", .string(let text)):
                guard let number = DiallableNumber.cleaned(text) else { return nil }
                lead.phoneNumber = number
            case ("primary_id", .null): break
            case ("primary_id", .integer(let id)): lead.primaryID = id
            case ("variables", .array(let elements)) where elements.isEmpty: break
            case ("variables", let value):
                guard let text = PHPArray.text(of: value) else { return nil }
                lead.variables = LeadVariables(text: text)
            case ("status", .string(let text)):
                guard let status = LeadStatus(rawValue: text) else { return nil }
                lead.status = status
            case ("call_tries", .integer(let tries)) where tries >= 0: lead.callTries = tries
            case ("created_at", .string(let text)):
                guard let time = Timestamp.seconds(text) else { return nil }
                lead.createdAt = time
            case ("updated_at", .string(let text)):
                guard let time = Timestamp.seconds(text) else { return nil }
                updatedAt = time
            case ("due_at", .null): break
            case ("due_at", .string(let text)):
                guard let time = Timestamp.seconds(text) else { return nil }
                lead.dueAt = time
            default: return nil
            }
        }
        let ids = 1..<Campaign.highestID
        guard ids.contains(lead.id), ids.contains(lead.campaignID), lead.primaryID.map(ids.contains) ?? true,
            !lead.phoneNumber.isEmpty
        else { return nil }
        lead.updatedAt = updatedAt ?? lead.createdAt
        self = lead
    }
}

/// Reads the leads of a state document, and checks how they refer to campaigns and to each other.
enum LeadsReader {
    /// - Returns: the leads in the order of their ids.
    static func leads(_ reader: SeedReader, of campaigns: [Campaign]) throws(SeedError) -> [Lead] {
        let values = try reader.list()
        var leads: [Lead] = []
        leads.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            if let lead = Lead(valid: value) {
                leads.append(lead)
            } else {
                leads.append(try Lead(SeedReader(value, path: "\(reader.path)[\(index)]")))
            }
        }
        return try checked(leads, path: reader.path, of: campaigns)
    }

    /// Checks the references.
    ///
    /// - Parameters:
    ///   - leads: in the order of the document.
    ///   - path: the path of the list.
    /// - Returns: the leads in the order of their ids.
    static func checked(_ leads: [Lead], path: String, of campaigns: [Campaign]) throws(SeedError) -> [Lead] {
        let campaigns = Set(campaigns.lazy.map(\.id))
        var indexOfID: [Int64: Int] = Dictionary(minimumCapacity: leads.count)
        for (index, lead) in leads.enumerated() {
            guard campaigns.contains(lead.campaignID) else {
                throw SeedError(
                    path: "\(path)[\(index)].campaign_id", expected: "the id of one of the campaigns",
                    found: "the integer \(lead.campaignID)")
            }
            if let other = indexOfID.updateValue(index, forKey: lead.id) {
                throw SeedError(
                    path: "\(path)[\(index)].id", expected: "a unique id",
                    found: "\(lead.id), which is also \(path)[\(other)].id")
            }
        }
        for (index, lead) in leads.enumerated() {
            guard let primaryID = lead.primaryID else { continue }
            let primary = indexOfID[primaryID].map { leads[$0] }
            guard let primary, primary.primaryID == nil, primary.campaignID == lead.campaignID else {
                throw SeedError(
                    path: "\(path)[\(index)].primary_id",
                    expected: "the id of a lead of the same campaign that is no secondary contact",
                    found: "the integer \(primaryID)")
            }
        }
        let isSorted = zip(leads, leads.dropFirst()).allSatisfy { $0.id < $1.id }
        return isSorted ? leads : leads.sorted { $0.id < $1.id }
    }
}
