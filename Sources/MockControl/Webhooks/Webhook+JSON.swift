import Base
import CampaignStore
import HTTPWire
import JSON

extension Webhook {
    /// The event that it has come or is finished: the webhook without its request and without the content of its answer.
    var event: Event.Content {
        var object = beginning
        object.append("answer", answer.map { .object($0.head) } ?? .null)
        append(endingTo: &object)
        let topic = Event.Topic(
            account: due.post.account.name, campaignID: due.call.campaignID, leadID: due.call.leadID)
        return .other(name: "webhook", data: .object(object), topic: topic)
    }

    /// Writes the webhook as `/_mock/webhooks` shows it.
    func write(to writer: inout JSONWriter, version: String) {
        writer.beginObject()
        write(beginning, to: &writer)
        writer.name(plain: "request")
        let body = due.body
        writer.beginObject()
        writer.name(plain: "headers")
        writer.value(.object(Self.headers(due.fields(length: body.count, version: version))))
        writer.name(plain: "body")
        writer.encoded(body)
        writer.endObject()
        writer.name(plain: "answer")
        if let answer {
            writer.beginObject()
            write(answer.head, to: &writer)
            answer.writeBody(to: &writer)
            writer.endObject()
        } else {
            writer.null()
        }
        var ending = JSONObject()
        append(endingTo: &ending)
        write(ending, to: &writer)
        writer.endObject()
    }

    private var beginning: JSONObject {
        let call = due.call
        return [
            "number": .integer(Int64(number)), "state": .string(state.rawValue),
            "account": .string(due.post.account.name), "call_id": .integer(call.id),
            "campaign_id": call.campaignID.map { .integer($0) } ?? .null,
            "lead_id": call.leadID.map { .integer($0) } ?? .null, "assistant_id": .integer(call.assistantID),
            "url": .string(due.url), "made_at": .string(Timestamp.text(due.madeAt)),
            "attempts": .integer(Int64(attempts)),
        ]
    }

    private func append(endingTo object: inout JSONObject) {
        object.append("error", error.map { .string($0) } ?? .null)
        object.append("sent_at", sentAt.map { .string(MachineTime.ofThisProcess.text(at: $0)) } ?? .null)
        object.append("milliseconds", duration.map { .double(Double($0.microseconds) / 1_000) } ?? .null)
    }

    private func write(_ object: JSONObject, to writer: inout JSONWriter) {
        for member in object.members {
            writer.name(member.name)
            writer.value(member.value)
        }
    }

    /// Fields as one object. Names are in lower case. The values of repeated fields are joined (RFC 9110 §5.3).
    static func headers(_ fields: some Sequence<(name: String, value: String)>) -> JSONObject {
        var headers = JSONObject()
        for field in fields {
            let name = field.name.lowercased()
            let earlier = headers[name]?.string.map { $0 + ", " } ?? ""
            headers[name] = .string(earlier + field.value)
        }
        return headers
    }
}

extension DecodedResponse {
    /// Writes the content as the journal does. The length of content that was cut is unknown.
    fileprivate func writeBody(to writer: inout JSONWriter) {
        let read = RecordedBody(bytes: body[...], fullCount: body.count + (isCut ? 1 : 0))
        writer.name(plain: read.text == nil ? "body_base64" : "body")
        writer.string(read.text ?? read.base64)
        writer.name(plain: "body_bytes")
        writer.integer(body.count)
        writer.name(plain: "body_truncated")
        writer.bool(isCut)
    }

    /// The status and the header fields.
    fileprivate var head: JSONObject {
        [
            "status": .integer(Int64(status)),
            "headers": .object(Webhook.headers(section.lines)),
        ]
    }
}
