import JSON

/// Puts the ids of an endpoint's account into a fixture, which has those of the demo data.
struct RequestSubstitution: Sendable {
    private(set) var ids: AccountIDs
    /// The campaign that an earlier request has created at this endpoint.
    var campaign: Int64?
    /// The lead that an earlier request has created at this endpoint.
    var lead: Int64?

    /// The same for a kind of request. One that is to be refused names an unknown assistant: should the endpoint accept
    /// it, there is still no campaign.
    func fitting(_ kind: ComparedRequest.Kind) -> RequestSubstitution {
        guard kind == .refusal else { return self }
        var copy = self
        copy.ids.assistant = nil
        return copy
    }

    /// The path with its query, behind the base URL.
    func target(of fixture: FixtureRequest) -> String {
        var target = fixture.target.hasPrefix("/api/") ? String(fixture.target.dropFirst(4)) : fixture.target
        let campaign = "\(campaign(for: fixture))"
        target.replace(/(\/campaign\/)1\b/) { "\($0.1)\(campaign)" }
        target.replace(/(\/leads\/)1\b/) { "\($0.1)\(lead(for: fixture))" }
        return inForm(target, of: fixture)
    }

    func body(of fixture: FixtureRequest) -> String {
        // A body that is no JSON object is a form, or malformed.
        guard let json = try? JSONReader.read(Array(fixture.body.utf8).span), case .object(let object) = json else {
            return inForm(fixture.body, of: fixture)
        }
        let members = object.members.map { member in
            JSONObject.Member(name: member.name, value: value(member.value, of: member.name, in: fixture))
        }
        return String(decoding: JSONValue.object(JSONObject(members)).encoded(), as: UTF8.self)
    }

    // MARK: - Values

    private func value(_ value: JSONValue, of name: String, in fixture: FixtureRequest) -> JSONValue {
        switch (name, value) {
        case ("assistant_id", .integer(let id)): .integer(assistant(id))
        case ("assistant_id", .string(let text)):
            Int64(text).map { .string(String(assistant($0))) } ?? value
        case ("campaign_id", .integer(let id)):
            .integer(id == 1 ? campaign(for: fixture) : AccountIDs.unknown)
        case ("campaign_id", .string("1")): .string(String(campaign(for: fixture)))
        case ("phone_number_ids", .array(let list)):
            // One unknown number is the fixture of a refusal.
            .array([.integer(list.count == 1 ? AccountIDs.unknown : ids.phoneNumber ?? AccountIDs.unknown)])
        case ("max_calls_in_parallel", .integer(11)): .integer(ids.maximumCalls.map { $0 + 1 } ?? 11)
        case ("max_calls_in_parallel", .integer(10)): .integer(ids.maximumCalls ?? 10)
        default: value
        }
    }

    /// Replaces the ids in a form or query.
    private func inForm(_ text: String, of fixture: FixtureRequest) -> String {
        let campaign = "\(campaign(for: fixture))"
        // In a form of the type multipart/form-data a value stands on a line of its own.
        return text.replacing(/(assistant_id(?:=|"\s+))127\b/) { "\($0.1)\(assistant(127))" }
            .replacing(/(campaign_id=)1\b/) { "\($0.1)\(campaign)" }
    }

    private func assistant(_ id: Int64) -> Int64 {
        switch id {
        case 127, 129: ids.assistant ?? AccountIDs.unknown
        case 128: ids.inboundAssistant ?? AccountIDs.unknown
        default: AccountIDs.unknown
        }
    }

    private func campaign(for fixture: FixtureRequest) -> Int64 {
        fixture.precedents.isEmpty ? AccountIDs.unknown : campaign ?? AccountIDs.unknown
    }

    private func lead(for fixture: FixtureRequest) -> Int64 {
        fixture.precedents.isEmpty ? AccountIDs.unknown : lead ?? AccountIDs.unknown
    }
}
