import CampaignStore
import HTTPWire
import JSON

extension Webhook {
    /// The last try as an entry of an ``HTTPArchive``; `nil` if nothing was sent.
    func archived(version: String) -> JSONObject? {
        guard let sentAt else { return nil }
        var object = HTTPArchive.entry(
            at: sentAt, lasting: duration ?? .zero, archivedRequest(version: version), archivedResponse)
        object.append("_number", .integer(Int64(number)))
        object.append("_account", .string(due.post.account.name))
        object.append("_call_id", .integer(due.call.id))
        object.append("_state", .string(state.rawValue))
        object.append("_error", HTTPArchive.optional(error))
        return object
    }

    private func archivedRequest(version: String) -> JSONObject {
        let body = due.body
        // A fragment is not sent, and HAR has none in its URLs.
        let url = String(due.url.prefix { $0 != "#" })
        return [
            "method": "POST",
            "url": .string(url),
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": HTTPArchive.pairs(due.fields(length: body.count, version: version)),
            "queryString": HTTPArchive.queryString(of: url),
            "postData": .object(
                HTTPArchive.content(
                    RecordedBody(bytes: body[...], fullCount: body.count), "application/json", encoding: "_encoding")),
            "headersSize": HTTPArchive.unknownSize,
            "bodySize": .integer(Int64(body.count)),
        ]
    }

    private var archivedResponse: JSONObject {
        let fields = answer.map { Array($0.section.lines) } ?? []
        var content: JSONObject = ["size": .integer(Int64(answer?.body.count ?? 0))]
        let read = answer.map { RecordedBody(bytes: $0.body[...], fullCount: $0.body.count) }
        let mediaType = fields.last { $0.name.lowercased() == "content-type" }?.value
        for member in HTTPArchive.content(read, mediaType, encoding: "encoding").members {
            content.append(member.name, member.value)
        }
        let isCut = answer?.isCut == true
        if isCut { content.append("comment", "The rest of the content was not read.") }
        return HTTPArchive.response(
            status: answer?.status, version: answer?.version ?? "", reason: answer?.reasonPhrase, fields,
            size: isCut ? nil : answer?.body.count, content: content)
    }
}
