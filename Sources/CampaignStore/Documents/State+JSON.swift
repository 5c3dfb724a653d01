internal import Base
package import JSON

/// The format of a state document: a seed with two optional members more. A seed is therefore a state without
/// campaigns.
///
/// `campaigns` is a list of objects in the form of ``Campaign/json()``. `next_campaign_id` is the id of the next
/// campaign; its default is the highest campaign id plus one.
extension State {
    /// Reads a state document.
    ///
    /// - Parameter isTimezone: whether a name is in the timezone database.
    /// - Throws: ``SeedError``, the first mistake in the order of the document.
    package init(json: JSONValue, isTimezone: (String) -> Bool) throws(SeedError) {
        let document = try SeedReader(json).object(["plans", "accounts", "campaigns", "next_campaign_id"])
        let seed = try Seed(document, isTimezone: isTimezone)
        let accounts = Set(seed.accounts.map { ScalarString($0.name) })
        var campaigns: [Campaign] = []
        var pathOfID: [Int64: String] = [:]
        for reader in try document.optional("campaigns")?.elements() ?? [] {
            let campaign = try Campaign(reader, isTimezone: isTimezone)
            guard accounts.contains(ScalarString(campaign.account)) else {
                throw SeedError(
                    path: "\(reader.path).account", expected: "the name of one of the accounts",
                    found: "the string \(SeedReader.quoted(campaign.account))")
            }
            let path = "\(reader.path).id"
            if let other = pathOfID.updateValue(path, forKey: campaign.id) {
                throw SeedError(
                    path: path, expected: "a unique id", found: "\(campaign.id), which is also \(other)")
            }
            campaigns.append(campaign)
        }
        campaigns.sort { $0.id < $1.id }
        let lowest = (campaigns.last?.id ?? 0) + 1
        let rule = "an integer greater than every campaign's id, at least \(lowest)"
        let next = try document.optional("next_campaign_id")?.integer(lowest...Campaign.highestID, rule)
        self.init(seed: seed, campaigns: campaigns, nextCampaignID: next ?? lowest)
    }

    /// Writes the state document.
    package func json() -> JSONValue {
        var object = JSONObject(seed.members)
        object.append("campaigns", .array(campaigns.map { $0.json() }))
        object.append("next_campaign_id", .integer(nextCampaignID))
        return .object(object)
    }
}

extension Campaign {
    /// The upper bound of ids. It leaves room for more creates than any disk can store, so that counting up never
    /// overflows.
    static let highestID: Int64 = 1 << 53

    private static let memberNames = [
        "id", "account", "name", "status", "assistant_id", "timezone", "max_calls_in_parallel",
        "allowed_hours_start_time", "allowed_hours_end_time", "allowed_days", "max_retries", "retry_interval",
        "retry_on_voicemail", "retry_on_goal_incomplete", "goal_completion_variable", "mark_complete_when_no_leads",
        "phone_number_ids", "created_at", "updated_at",
    ]

    /// Writes all stored fields, in the format of a state document.
    package func json() -> JSONValue {
        [
            "id": .integer(id), "account": .string(account), "name": .string(parameters.name),
            "status": .string(status), "assistant_id": .integer(parameters.assistantID),
            "timezone": .string(parameters.timezone),
            "max_calls_in_parallel": .integer(parameters.maxCallsInParallel),
            "allowed_hours_start_time": .string(parameters.allowedHoursStartTime),
            "allowed_hours_end_time": .string(parameters.allowedHoursEndTime),
            "allowed_days": .array(parameters.allowedDays.map { .string($0) }),
            "max_retries": .integer(parameters.maxRetries), "retry_interval": .integer(parameters.retryInterval),
            "retry_on_voicemail": .bool(parameters.retryOnVoicemail),
            "retry_on_goal_incomplete": .bool(parameters.retryOnGoalIncomplete),
            "goal_completion_variable": parameters.goalCompletionVariable.map { .string($0) } ?? .null,
            "mark_complete_when_no_leads": .bool(parameters.markCompleteWhenNoLeads),
            "phone_number_ids": .array(parameters.phoneNumberIDs.map { .integer($0) }),
            "created_at": .string(Timestamp.text(createdAt)), "updated_at": .string(Timestamp.text(updatedAt)),
        ]
    }

    /// Reads a campaign of a state document.
    ///
    /// All members except `goal_completion_variable` are required, because a state document has no defaults. The
    /// assistant and the phone numbers need not exist, because the account may have lost them after the campaign was
    /// created.
    init(_ reader: SeedReader, isTimezone: (String) -> Bool) throws(SeedError) {
        let campaign = try reader.object(Self.memberNames)
        let anyString = "a string that is not empty"
        let timezone = "a timezone such as \"America/New_York\""
        let idRule = "an integer from 1 to \(Self.highestID - 1)"
        self.init(
            id: try campaign.required("id", idRule).integer(1...Self.highestID - 1, idRule),
            account: try campaign.required("account", "the name of an account").string("the name of an account"),
            parameters: CampaignParameters(
                name: try campaign.required("name", anyString).string(anyString, where: { !$0.isEmpty }),
                assistantID: try campaign.integer("assistant_id", Int64.min...Int64.max),
                timezone: try campaign.required("timezone", timezone).string(timezone, where: isTimezone),
                maxCallsInParallel: try campaign.integer("max_calls_in_parallel", 1...Int64.max),
                allowedHoursStartTime: try campaign.time("allowed_hours_start_time"),
                allowedHoursEndTime: try campaign.time("allowed_hours_end_time"),
                allowedDays: try campaign.days("allowed_days"),
                maxRetries: try campaign.integer("max_retries", 1...5),
                retryInterval: try campaign.integer("retry_interval", 10...4320),
                retryOnVoicemail: try campaign.boolean("retry_on_voicemail"),
                retryOnGoalIncomplete: try campaign.boolean("retry_on_goal_incomplete"),
                goalCompletionVariable: try campaign.optional("goal_completion_variable")?
                    .string(anyString, where: { !$0.isEmpty }),
                markCompleteWhenNoLeads: try campaign.boolean("mark_complete_when_no_leads"),
                phoneNumberIDs: try campaign.integers("phone_number_ids")),
            status: try campaign.required("status", anyString).string(anyString),
            createdAt: try campaign.timestamp("created_at"),
            updatedAt: try campaign.timestamp("updated_at"))
    }
}

extension SeedReader.Object {
    fileprivate func integer(_ name: String, _ range: ClosedRange<Int64>) throws(SeedError) -> Int64 {
        let rule =
            switch (range.lowerBound, range.upperBound) {
            case (.min, _): "an integer"
            case (let low, .max): "an integer of at least \(low)"
            case (let low, let high): "an integer from \(low) to \(high)"
            }
        return try required(name, rule).integer(range, rule)
    }

    fileprivate func boolean(_ name: String) throws(SeedError) -> Bool {
        try required(name, "true or false").boolean()
    }

    fileprivate func integers(_ name: String) throws(SeedError) -> [Int64] {
        var integers: [Int64] = []
        for element in try required(name, "a list of integers").elements() {
            integers.append(try element.integer(Int64.min...Int64.max, "an integer"))
        }
        return integers
    }

    fileprivate func days(_ name: String) throws(SeedError) -> [String] {
        var days: [String] = []
        for element in try required(name, "a list of days").elements() {
            days.append(
                try element.string("a day from \"monday\" to \"sunday\"", where: CampaignParameters.everyDay.contains))
        }
        return days
    }

    fileprivate func timestamp(_ name: String) throws(SeedError) -> Int64 {
        try required(name, SeedReader.timeRule).timestamp()
    }

    fileprivate func time(_ name: String) throws(SeedError) -> String {
        let rule = "a time of day such as \"09:00:00\""
        return try required(name, rule).string(rule) { text in
            let bytes = Array(text.utf8)
            func isNumber(at index: Int, below limit: UInt8) -> Bool {
                let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
                guard digits.contains(bytes[index]), digits.contains(bytes[index + 1]) else { return false }
                return (bytes[index] - digits.lowerBound) * 10 + bytes[index + 1] - digits.lowerBound < limit
            }
            return bytes.count == 8 && bytes[2] == UInt8(ascii: ":") && bytes[5] == UInt8(ascii: ":")
                && isNumber(at: 0, below: 24) && isNumber(at: 3, below: 60) && isNumber(at: 6, below: 60)
        }
    }
}
