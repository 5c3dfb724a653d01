import Base
import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire
import JSON

extension JournalEntry {
    /// The entry as `/_mock/requests` shows it.
    ///
    /// - Parameters:
    ///   - explainer: adds the reason of the answer; `nil` for an entry that only shows which request is meant.
    ///   - showsMembers: whether the explainer adds the members too.
    func write(to writer: inout JSONWriter, by explainer: RequestExplainer? = nil, showsMembers: Bool = false) {
        writer.beginObject()
        writer.name("number")
        writer.integer(number)
        writer.name("time")
        writer.string(Timestamp.text(time))
        writer.name("real_time")
        writer.string(Timestamp.text(MachineTime.ofThisProcess.seconds(at: receivedAt)))
        writer.name("account")
        writer.optional(findings.account)
        writer.name("method")
        writer.optional(method)
        writer.name("target")
        writer.optional(target)
        writer.name("headers")
        writeHeaders(maskedFields, to: &writer)
        body.write(to: &writer)
        writer.name("json")
        writer.value(body.json ?? .null)
        writer.name("warnings")
        writeWarnings(to: &writer)
        writer.name("status")
        writer.value(answer.map { .integer(Int64($0.status)) } ?? .null)
        writer.name("answer")
        writeAnswer(to: &writer)
        writer.name("campaign_id")
        writer.value(findings.campaignID.map { .integer($0) } ?? .null)
        writer.name("lead_id")
        writer.value(findings.leadID.map { .integer($0) } ?? .null)
        writer.name("duration_us")
        writer.integer(duration.microseconds)
        writer.name("fault")
        writer.optional(findings.fault)
        writer.name("refusal")
        writer.optional(refusal)
        writer.name("connection")
        writer.integer(connection.value)
        writer.name("peer")
        writer.optional(peer)
        if let explainer {
            writer.name("reason")
            writer.string(explainer.reason(of: self))
            if showsMembers { explainer.members(of: self).write(to: &writer) }
        }
        writer.endObject()
    }

    /// Writes fields as one object. Names are in lower case. The values of repeated fields are joined (RFC 9110 §5.3).
    private func writeHeaders(_ fields: [(name: String, value: String)], to writer: inout JSONWriter) {
        var headers = JSONObject()
        for field in fields {
            let name = field.name.lowercased()
            let earlier = headers[name]?.string.map { $0 + ", " } ?? ""
            headers[name] = .string(earlier + field.value)
        }
        writer.value(.object(headers))
    }

    private func writeWarnings(to writer: inout JSONWriter) {
        writer.beginArray()
        for warning in findings.warnings {
            writer.value(["field": .string(warning.field), "message": .string(warning.message)])
        }
        writer.endArray()
    }

    private func writeAnswer(to writer: inout JSONWriter) {
        guard let answer else { return writer.null() }
        writer.beginObject()
        writer.name("headers")
        writeHeaders(answer.fields.map { ($0.name.rawName, $0.value) }, to: &writer)
        answer.body?.write(to: &writer)
        writer.endObject()
    }
}

extension Duration {
    var microseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }
}

extension JSONWriter {
    mutating func optional(_ text: String?) {
        if let text { string(text) } else { null() }
    }
}
