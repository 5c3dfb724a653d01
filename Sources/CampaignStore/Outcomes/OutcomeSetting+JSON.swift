package import JSON

/// The form of the outcomes of an account: a list whose first matching element decides.
///
///     [{"match": {"phone_number": "+4930*", "campaign_id": 3, "attempt": 1}, "outcome": "voicemail", "seconds": 12,
///       "extracted_variables": {"appointment_booked": true}, "transcript": [["bot", "Hello"], ["human", "Hi"]]},
///      {"outcome": {"weights": {"completed": 5, "voicemail": 3}, "seed": 42}}]
///
/// Only `outcome` is required.
extension OutcomeSetting {
    /// Reads a list of outcomes.
    ///
    /// - Throws: ``SeedError``, the first mistake in the order of the list.
    package static func list(json: JSONValue) throws(SeedError) -> [OutcomeSetting] {
        try list(SeedReader(json))
    }

    static func list(_ reader: SeedReader) throws(SeedError) -> [OutcomeSetting] {
        var settings: [OutcomeSetting] = []
        for element in try reader.elements() { settings.append(try OutcomeSetting(element)) }
        return settings
    }

    private init(_ reader: SeedReader) throws(SeedError) {
        let setting = try reader.object(["match", "outcome", "seconds", "extracted_variables", "transcript"])
        let match = try setting.optional("match")?.object(["phone_number", "campaign_id", "attempt"])
        self.init(
            phoneNumber: try match?.optional("phone_number")?.string("a phone number, in which * stands for any text"),
            campaignID: try match?.positive("campaign_id"), attempt: try match?.positive("attempt"),
            choice: try Choice(setting.required("outcome", Choice.rule)),
            seconds: try setting.optional("seconds")?.integer(Self.secondsRange, Self.secondsRule),
            extractedVariables: try setting.optional("extracted_variables").map { reader throws(SeedError) in
                try reader.namedValues()
            },
            transcript: try setting.optional("transcript").map(Line.list))
    }

    /// How long a call can take, in seconds.
    static let secondsRange: ClosedRange<Int64> = 1...86_400
    static let secondsRule = "an integer from 1 to 86400"

    /// Writes the setting in the form of the list.
    package func json() -> JSONValue {
        var match: JSONObject = [:]
        if let phoneNumber { match.append("phone_number", .string(phoneNumber)) }
        if let campaignID { match.append("campaign_id", .integer(campaignID)) }
        if let attempt { match.append("attempt", .integer(attempt)) }
        var object: JSONObject = [:]
        if !match.isEmpty { object.append("match", .object(match)) }
        object.append("outcome", choice.json())
        if let seconds { object.append("seconds", .integer(seconds)) }
        if let extractedVariables { object.append("extracted_variables", .object(extractedVariables)) }
        if let transcript { object.append("transcript", Line.json(transcript)) }
        return .object(object)
    }
}

extension OutcomeSetting.Choice {
    fileprivate static var rule: String {
        "\(OutcomeName.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")), or an object with weights"
    }

    fileprivate init(_ reader: SeedReader) throws(SeedError) {
        if case .string(let name) = reader.value, let outcome = OutcomeName(rawValue: name) {
            self = .fixed(outcome)
            return
        }
        guard case .object = reader.value else { throw reader.refusal(expected: Self.rule) }
        let draw = try reader.object(["weights", "seed"])
        let rule = "an object with a weight for each of some outcomes"
        let weights = try draw.required("weights", rule)
        let values = try weights.object(OutcomeName.allCases.map(\.rawValue))
        var list: [OutcomeSetting.Weight] = []
        var sum: Int64 = 0
        for outcome in OutcomeName.allCases {
            guard let member = values.optional(outcome.rawValue) else { continue }
            let highest = OutcomeSetting.highestWeight
            let weight = try member.integer(0...highest, "an integer from 0 to \(highest)")
            sum += weight
            list.append(OutcomeSetting.Weight(outcome, weight))
        }
        guard sum > 0 else { throw weights.refusal(expected: "a weight above 0", found: "none") }
        self = .drawn(
            weights: list, seed: try draw.optional("seed")?.integer(Int64.min...Int64.max, "an integer") ?? 0)
    }

    fileprivate func json() -> JSONValue {
        switch self {
        case .fixed(let outcome): return .string(outcome.rawValue)
        case .drawn(let weights, let seed):
            let members = weights.map { JSONObject.Member(name: $0.outcome.rawValue, value: .integer($0.weight)) }
            return ["weights": .object(JSONObject(members)), "seed": .integer(seed)]
        }
    }
}

extension OutcomeSetting.Line {
    private static let rule = #"a list of two texts, such as ["bot", "Hello"]"#

    /// Reads what is said in a call.
    static func list(_ reader: SeedReader) throws(SeedError) -> [OutcomeSetting.Line] {
        var lines: [OutcomeSetting.Line] = []
        for element in try reader.elements() {
            let parts = try element.elements()
            guard parts.count == 2 else { throw element.refusal(expected: rule) }
            lines.append(OutcomeSetting.Line(try parts[0].oneOf(Speaker.self), try parts[1].text()))
        }
        return lines
    }

    /// Reads what is said in a stored call.
    ///
    /// - Parameter text: JSON in UTF-8; the form of a list of lines.
    /// - Returns: `nil` if another program has changed the text.
    package static func list(text: [UInt8]) -> [OutcomeSetting.Line]? {
        guard let value = try? JSONReader.read(text.span, maximumDepth: JSONReader.documentDepth) else { return nil }
        return try? list(SeedReader(value))
    }

    package static func json(_ lines: [OutcomeSetting.Line]) -> JSONValue {
        .array(lines.map { [.string($0.speaker.rawValue), .string($0.text)] })
    }
}

extension SeedReader {
    /// Reads an object whose members may have any names, each once. An empty list counts as an empty object.
    func namedValues() throws(SeedError) -> JSONObject {
        if case .array(let elements) = value, elements.isEmpty { return [:] }
        return JSONObject(try members().map { JSONObject.Member(name: $0.name, value: $0.reader.value) })
    }
}

extension SeedReader.Object {
    fileprivate func positive(_ name: String) throws(SeedError) -> Int64? {
        try optional(name)?.integer(1...Int64.max, "an integer of at least 1")
    }
}
