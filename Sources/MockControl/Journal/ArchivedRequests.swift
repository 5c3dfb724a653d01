import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire
import JSON

/// Recorded requests as entries of an ``HTTPArchive``.
struct ArchivedRequests {
    /// The URL by which clients know the mock, which precedes the host of a request.
    let publicURL: String?
    /// The mock's URL, for requests that name no host, such as `http://127.0.0.1:7357`.
    let baseURL: String

    func object(of entry: JournalEntry) -> JSONObject {
        var object = HTTPArchive.entry(
            at: entry.receivedAt, lasting: entry.duration, request(of: entry), Self.response(of: entry))
        object.append("connection", .string(String(entry.connection.value)))
        object.append("_number", .integer(Int64(entry.number)))
        object.append("_account", HTTPArchive.optional(entry.findings.account))
        object.append("_fault", HTTPArchive.optional(entry.findings.fault))
        object.append("_refusal", HTTPArchive.optional(entry.refusal))
        return object
    }

    private func request(of entry: JournalEntry) -> JSONObject {
        var object: JSONObject = [
            "method": .string(entry.method ?? ""),
            "url": .string(url(of: entry)),
            "httpVersion": .string(entry.httpVersion ?? "unknown"),
            "cookies": HTTPArchive.pairs(cookies(of: entry)),
            "headers": HTTPArchive.pairs(entry.maskedFields),
            "queryString": HTTPArchive.queryString(of: entry.target ?? ""),
        ]
        if entry.body.fullCount > 0 {
            let content = HTTPArchive.content(entry.body, entry.fields[.contentType], encoding: "_encoding")
            object.append("postData", .object(content))
        }
        object.append("headersSize", HTTPArchive.unknownSize)
        object.append("bodySize", .integer(Int64(entry.body.fullCount)))
        return object
    }

    /// The cookies, with masked values like those of the header field.
    private func cookies(of entry: JournalEntry) -> [HTTPArchive.Field] {
        entry.fields[values: .cookie].flatMap { Cookie.sent($0) }
            .map { (String($0.name), BearerCredential.ending(of: $0.value)) }
    }

    /// The target as an absolute URL. One that is no path, as in `OPTIONS *`, has the path `/`.
    private func url(of entry: JournalEntry) -> String {
        let target = entry.target ?? "/"
        if target.lowercased().hasPrefix("http://") { return target }
        let base = publicURL ?? entry.authority.flatMap { $0.isEmpty ? nil : "http://" + $0 } ?? baseURL
        return base + (target.hasPrefix("/") ? target : "/")
    }

    private static func response(of entry: JournalEntry) -> JSONObject {
        let answer = entry.answer
        let fields = answer?.fields ?? [:]
        var content: JSONObject = ["size": .integer(Int64(answer?.body?.fullCount ?? 0))]
        for member in HTTPArchive.content(answer?.body, fields[.contentType], encoding: "encoding").members {
            content.append(member.name, member.value)
        }
        return HTTPArchive.response(
            status: answer.map { Int($0.status) }, fields.map { ($0.name.rawName, $0.value) },
            size: answer?.body?.fullCount, content: content)
    }
}
