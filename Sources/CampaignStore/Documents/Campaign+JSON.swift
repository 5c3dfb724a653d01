internal import Base
package import JSON

extension Campaign {
    /// The upper bound of ids. It leaves room for more creates than any disk can store, so that counting up never
    /// overflows.
    package static let highestID: Int64 = 1 << 53

    static let idRule = "an integer from 1 to \(highestID - 1)"

    private static let memberNames = [
        "id", "account", "name", "status", "assistant_id", "timezone", "max_calls_in_parallel",
        "allowed_hours_start_time", "allowed_hours_end_time", "allowed_days", "max_retries", "retry_interval",
        "retry_on_voicemail", "retry_on_goal_incomplete", "goal_completion_variable", "mark_complete_when_no_leads",
        "phone_number_ids", "created_at", "updated_at", "calls_begun",
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
            "calls_begun": .integer(callsBegun),
        ]
    }

    /// Reads a campaign of a state document.
    ///
    /// Only `id`, `account`, `name` and `assistant_id` are required. The others have the defaults of a create. The
    /// assistant and the phone numbers need not exist, because the account may have lost them after the campaign was
    /// created.
    ///
    /// - Parameter accounts: the accounts of the document by name.
    init(
        _ reader: SeedReader, of accounts: [ScalarString: AccountDefinition], isTimezone: (String) -> Bool
    ) throws(SeedError) {
        typealias Default = CampaignParameters.Default
        let campaign = try reader.object(Self.memberNames)
        let filled = "a string that is not empty"
        let id = try campaign.required("id", Self.idRule).integer(1...Self.highestID - 1, Self.idRule)
        let owner = try Self.owner(campaign.required("account", "the name of an account"), among: accounts)
        var parameters = CampaignParameters(
            // The column is read as ``StoredText``, so the name may contain U+0000.
            name: try campaign.required("name", filled).string(filled, where: { !$0.isEmpty }),
            assistantID: try campaign.required("assistant_id", "an integer").integer(
                Int64.min...Int64.max, "an integer"),
            timezone: try campaign.optional("timezone")?.timezone(where: isTimezone) ?? owner.timezone)
        // The plan may allow fewer calls than the documented default (api.md).
        parameters.maxCallsInParallel =
            try campaign.integer("max_calls_in_parallel", 1...Int64.max)
            ?? min(Default.maxCallsInParallel, owner.plan.maximumCallsInParallel)
        if let time = try campaign.time("allowed_hours_start_time") { parameters.allowedHoursStartTime = time }
        if let time = try campaign.time("allowed_hours_end_time") { parameters.allowedHoursEndTime = time }
        if let days = try campaign.days("allowed_days") { parameters.allowedDays = days }
        if let retries = try campaign.integer("max_retries", 1...5) { parameters.maxRetries = retries }
        if let minutes = try campaign.integer("retry_interval", 10...4320) { parameters.retryInterval = minutes }
        parameters.retryOnVoicemail = try campaign.boolean("retry_on_voicemail", default: false)
        parameters.retryOnGoalIncomplete = try campaign.boolean("retry_on_goal_incomplete", default: false)
        parameters.goalCompletionVariable = try campaign.optional("goal_completion_variable")?
            .string(filled, where: { !$0.isEmpty })
        parameters.markCompleteWhenNoLeads = try campaign.boolean("mark_complete_when_no_leads", default: true)
        parameters.phoneNumberIDs = try campaign.integers("phone_number_ids")
        let createdAt = try campaign.optional("created_at")?.timestamp() ?? Assistant.Default.createdAt
        self.init(
            id: id, account: owner.name, parameters: parameters,
            status: try campaign.optional("status")?.string(filled) ?? Self.initialStatus, createdAt: createdAt,
            updatedAt: try campaign.optional("updated_at")?.timestamp() ?? createdAt,
            callsBegun: try campaign.integer("calls_begun", 0...Int64.max) ?? 0)
    }

    private static func owner(
        _ reader: SeedReader, among accounts: [ScalarString: AccountDefinition]
    ) throws(SeedError) -> AccountDefinition {
        guard case .string(let name) = reader.value, let account = accounts[ScalarString(name)] else {
            throw reader.refusal(expected: "the name of one of the accounts")
        }
        return account
    }
}

extension SeedReader.Object {
    fileprivate func integer(_ name: String, _ range: ClosedRange<Int64>) throws(SeedError) -> Int64? {
        let rule =
            range.upperBound == .max
            ? "an integer of at least \(range.lowerBound)"
            : "an integer from \(range.lowerBound) to \(range.upperBound)"
        return try optional(name)?.integer(range, rule)
    }

    fileprivate func boolean(_ name: String, default value: Bool) throws(SeedError) -> Bool {
        try optional(name)?.boolean() ?? value
    }

    fileprivate func integers(_ name: String) throws(SeedError) -> [Int64] {
        var integers: [Int64] = []
        for element in try optional(name)?.elements() ?? [] {
            integers.append(try element.integer(Int64.min...Int64.max, "an integer"))
        }
        return integers
    }

    fileprivate func days(_ name: String) throws(SeedError) -> [String]? {
        guard let reader = optional(name) else { return nil }
        var days: [String] = []
        for element in try reader.elements() {
            days.append(
                try element.string("a day from \"monday\" to \"sunday\"", where: CampaignParameters.everyDay.contains))
        }
        return days
    }

    fileprivate func time(_ name: String) throws(SeedError) -> String? {
        try optional(name)?.string("a time of day such as \"09:00:00\"") { text in
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
