import CampaignAPI
import HTTPServer
import HTTPTypes
import HTTPWire
import JSON

/// Writes recorded requests as an HTTP Archive (HAR 1.2), which the developer tools of browsers and many proxies open.
///
/// What the archive has no member for is in members of our own, whose names begin with an underscore, as HAR demands.
struct HTTPArchive {
    /// The mock's version.
    let version: String
    /// The URL by which clients know the mock, which precedes the host of a request.
    let publicURL: String?
    /// The mock's URL, for requests that name no host, such as `http://127.0.0.1:7357`.
    let baseURL: String

    func write(_ entries: some Sequence<JournalEntry>, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("log")
        writer.beginObject()
        writer.name("version")
        writer.string("1.2")
        writer.name("creator")
        writer.value(["name": "campaign-mock", "version": .string(version)])
        writer.name("entries")
        writer.beginArray()
        for entry in entries { writer.value(.object(object(of: entry))) }
        writer.endArray()
        writer.endObject()
        writer.endObject()
    }

    private func object(of entry: JournalEntry) -> JSONObject {
        let milliseconds: JSONValue = .double(Double(entry.duration.microseconds) / 1_000)
        return [
            "startedDateTime": .string(MachineTime.ofThisProcess.text(at: entry.receivedAt)),
            "time": milliseconds,
            "request": .object(request(of: entry)),
            "response": .object(Self.response(of: entry)),
            "cache": [:],
            "timings": ["send": 0, "wait": milliseconds, "receive": 0],
            "connection": .string(String(entry.connection.value)),
            "_number": .integer(Int64(entry.number)),
            "_account": Self.optional(entry.findings.account),
            "_fault": Self.optional(entry.findings.fault),
            "_refusal": Self.optional(entry.refusal),
        ]
    }

    // MARK: - The request

    private func request(of entry: JournalEntry) -> JSONObject {
        let query = QueryParameters(
            entry.target?.split(separator: "?", maxSplits: 1).dropFirst().first.map { String($0) })
        var object: JSONObject = [
            "method": .string(entry.method ?? ""),
            "url": .string(url(of: entry)),
            "httpVersion": .string(entry.httpVersion ?? "unknown"),
            "cookies": Self.pairs(cookies(of: entry)),
            "headers": Self.pairs(entry.maskedFields),
            "queryString": Self.pairs(query.all),
        ]
        if entry.body.fullCount > 0 {
            let content = Self.content(entry.body, entry.fields[.contentType], encoding: "_encoding")
            object.append("postData", .object(content))
        }
        object.append("headersSize", Self.unknownSize)
        object.append("bodySize", .integer(Int64(entry.body.fullCount)))
        return object
    }

    /// The cookies, with masked values like those of the header field.
    private func cookies(of entry: JournalEntry) -> [(name: String, value: String)] {
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

    // MARK: - The response

    private static func response(of entry: JournalEntry) -> JSONObject {
        let answer = entry.answer
        let reason = answer.flatMap { RegisteredReason.phrase(of: $0.status) }.map { "\($0)" }
        let fields = answer?.fields ?? [:]
        let size = answer?.body.map { JSONValue.integer(Int64($0.fullCount)) }
        var content: JSONObject = ["size": .integer(Int64(answer?.body?.fullCount ?? 0))]
        for member in Self.content(answer?.body, fields[.contentType], encoding: "encoding").members {
            content.append(member.name, member.value)
        }
        return [
            // 0 says that no response came.
            "status": .integer(Int64(answer?.status ?? 0)),
            "statusText": .string(reason ?? ""),
            "httpVersion": .string(answer == nil ? "" : "HTTP/1.1"),
            "cookies": .array(fields[values: .setCookie].compactMap { Cookie(setBy: $0) }.map(object)),
            "headers": pairs(fields.map { ($0.name.rawName, $0.value) }),
            "content": .object(content),
            "redirectURL": .string(fields[.location] ?? ""),
            "headersSize": unknownSize,
            "bodySize": size ?? unknownSize,
        ]
    }

    private static func object(of cookie: Cookie) -> JSONValue {
        var object: JSONObject = ["name": .string(String(cookie.name)), "value": .string(String(cookie.value))]
        for name in ["path", "domain"] {
            if let value = cookie.attribute(name) { object.append(name, .string(String(value))) }
        }
        object.append("httpOnly", .bool(cookie.attribute("httponly") != nil))
        object.append("secure", .bool(cookie.attribute("secure") != nil))
        return .object(object)
    }

    // MARK: - Parts of both

    private static let unknownSize: JSONValue = -1

    /// - Parameter encoding: the name of the member that says that the text is Base64.
    private static func content(_ body: RecordedBody?, _ mediaType: String?, encoding: String) -> JSONObject {
        var object: JSONObject = ["mimeType": .string(mediaType ?? "")]
        guard let body else { return object }
        if let text = body.text {
            object.append("text", .string(text))
        } else {
            object.append("text", .string(body.base64))
            object.append(encoding, "base64")
        }
        if body.isTruncated {
            object.append(
                "comment", .string("Only the first \(body.bytes.count) of \(body.fullCount) bytes were kept."))
        }
        return object
    }

    private static func pairs(_ pairs: [(name: String, value: String)]) -> JSONValue {
        .array(pairs.map { ["name": .string($0.name), "value": .string($0.value)] })
    }

    private static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
