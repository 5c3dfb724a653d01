import CampaignAPI
import HTTPServer
import HTTPTypes
import JSON
import Validation

extension FaultEffect {
    /// The effects that a body can select by name, without an object.
    static let names = ReadyAnswer.allCases.map(\.rawValue) + Transport.names

    init?(named name: String) {
        if let readyMade = ReadyAnswer(rawValue: name) {
            answer = .readyMade(readyMade)
        } else if let transport = Transport(named: name, afterBytes: nil, bytesPerSecond: nil) {
            self.transport = transport
        } else {
            return nil
        }
    }

    init(_ body: ControlBody) throws(ControlRefusal) {
        guard let raw = body.report["effect"]?.object else {
            throw .invalid("effect", "The effect field must be a name or an object.")
        }
        guard !raw.isEmpty else {
            throw .invalid("effect", #"The effect field must not be empty. Send an effect such as {"status": 503}."#)
        }
        answer = try Self.answer(body)
        delay = try Self.delay(body)
        transport = body.report.string("effect.transport").flatMap {
            Transport(
                named: $0, afterBytes: body.count("effect.after_bytes"),
                bytesPerSecond: body.count("effect.bytes_per_second"))
        }
        afterHandling = body.report.boolean("effect.after_handling") ?? Self.usuallyAfterHandling
        try checkThatEachPartCounts(body)
    }

    private static func answer(_ body: ControlBody) throws(ControlRefusal) -> FaultAnswer? {
        let status = body.count("effect.status")
        let raw = body.object["effect"]
        if let name = body.report.string("effect.name").flatMap(ReadyAnswer.init) {
            for member in ["status", "headers", "body"] where raw?[member].map({ !$0.isNull }) == true {
                throw .invalid("effect.\(member)", "The effect.\(member) field cannot be combined with effect.name.")
            }
            return .readyMade(name)
        }
        guard let status else {
            for member in ["body", "headers"] where raw?[member] != nil {
                throw .invalid("effect.status", "The effect.status field is required with effect.\(member).")
            }
            return nil
        }
        var fields = try headers(raw?["headers"]?.object ?? [:])
        let content: [UInt8]
        switch raw?["body"] {
        case nil: content = []
        case .string(let text)?: content = Array(text.utf8)
        case let value?:
            content = value.encoded()
            if fields[.contentType] == nil { fields[.contentType] = "application/json" }
        }
        return .explicit(HTTPResponse.Status(code: status), fields, content)
    }

    private static func headers(_ object: JSONObject) throws(ControlRefusal) -> HTTPFields {
        var fields = HTTPFields()
        for member in object.members {
            let name = "effect.headers.\(member.name)"
            guard let fieldName = HTTPField.Name(member.name) else {
                throw .invalid(name, "The \(name) field must have a valid header field name.")
            }
            guard ![.contentLength, .transferEncoding, .connection, .date].contains(fieldName) else {
                throw .invalid(
                    name, "The \(name) field is set by the server. To break the transport, use effect.transport.")
            }
            let texts = (member.value.array ?? [member.value]).map { $0.string ?? $0.integer.map { String($0) } }
            for text in texts {
                guard let text, HTTPField.isValidValue(text) else {
                    throw .invalid(name, "The \(name) field must be a valid header field value.")
                }
                fields.append(HTTPField(name: fieldName, value: text))
            }
        }
        return fields
    }

    private static func delay(_ body: ControlBody) throws(ControlRefusal) -> Delay? {
        let name = "effect.delay_ms"
        guard let value = body.report[name] else { return nil }
        if value.object != nil { return try randomDelay(body, name) }
        guard let milliseconds = wholeNumber(value).flatMap({ Int(exactly: $0) }),
            (0...Delay.longest).contains(milliseconds)
        else {
            throw .invalid(
                name,
                """
                The \(name) field must be 0 to \(Delay.longest) milliseconds, or an object with min_ms and max_ms or \
                with median_ms and p99_ms.
                """)
        }
        return .fixed(milliseconds: milliseconds)
    }

    /// The number; `nil` for a text, which the rules would take but the document does not.
    private static func wholeNumber(_ value: JSONValue) -> Int64? {
        switch value {
        case .integer, .double: value.integerValue
        case .null, .bool, .string, .array, .object: nil
        }
    }

    private static func randomDelay(_ body: ControlBody, _ name: String) throws(ControlRefusal) -> Delay {
        for member in ["min_ms", "max_ms", "median_ms", "p99_ms"].map({ "\(name).\($0)" }) {
            guard let value = body.report[member], wholeNumber(value) == nil else { continue }
            throw .invalid(member, "The \(member) field must be an integer.")
        }
        let (least, most) = (body.count(name + ".min_ms"), body.count(name + ".max_ms"))
        let (median, percentile99) = (body.count(name + ".median_ms"), body.count(name + ".p99_ms"))
        guard median != nil || percentile99 != nil else {
            guard let least, let most, least <= most else {
                throw .invalid(
                    name,
                    """
                    The \(name) field must have min_ms and max_ms, or median_ms and p99_ms, and min_ms must not exceed \
                    max_ms.
                    """)
            }
            return .spread(from: least, to: most)
        }
        for (member, value) in [("min_ms", least), ("max_ms", most)] where value != nil {
            throw .invalid(
                "\(name).\(member)",
                "The \(name).\(member) field cannot be combined with median_ms and p99_ms.")
        }
        guard let median, let percentile99, median <= percentile99 else {
            throw .invalid(
                name, "The \(name) field must have median_ms and p99_ms, and median_ms must not exceed p99_ms.")
        }
        guard median > 0 || percentile99 == 0 else {
            throw .invalid(
                "\(name).median_ms", "The \(name).median_ms field must be at least 1 with a p99_ms above 0.")
        }
        return .logNormal(LogNormalDelay(median: median, percentile99: percentile99))
    }
}

extension FaultEffect.Transport {
    init?(named name: String, afterBytes: Int?, bytesPerSecond: Int?) {
        switch name {
        case "reset": self = .reset
        case "close": self = .close
        case "truncate": self = .truncate(afterBytes: afterBytes)
        case "garbage": self = .garbage
        case "drip": self = .drip(bytesPerSecond: bytesPerSecond ?? Self.usualDripRate)
        case "hang": self = .hang
        default: return nil
        }
    }
}
