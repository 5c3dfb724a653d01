import Base
import HTTPTypes
import HTTPWire
import JSON

/// Writes exchanges as an HTTP Archive (HAR 1.2), which the developer tools of browsers and many proxies open.
///
/// What the archive has no member for is in members of our own, whose names begin with an underscore, as HAR demands.
struct HTTPArchive {
    /// The mock's version.
    let version: String

    func write(_ entries: some Sequence<JSONObject>, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("log")
        writer.beginObject()
        writer.name("version")
        writer.string("1.2")
        writer.name("creator")
        writer.value(["name": "campaign-mock", "version": .string(version)])
        writer.name("entries")
        writer.beginArray()
        for entry in entries { writer.value(.object(entry)) }
        writer.endArray()
        writer.endObject()
        writer.endObject()
    }

    // MARK: - Parts of entries

    typealias Field = (name: String, value: String)

    static let unknownSize: JSONValue = -1

    /// - Parameter duration: from the first byte of the request to the last one of the response.
    static func entry(
        at moment: Moment, lasting duration: Duration, _ request: JSONObject, _ response: JSONObject
    ) -> JSONObject {
        let milliseconds: JSONValue = .double(Double(duration.microseconds) / 1_000)
        return [
            "startedDateTime": .string(MachineTime.ofThisProcess.text(at: moment)),
            "time": milliseconds,
            "request": .object(request),
            "response": .object(response),
            "cache": [:],
            "timings": ["send": 0, "wait": milliseconds, "receive": 0],
        ]
    }

    /// - Parameters:
    ///   - status: `nil` if no response came.
    ///   - version: such as `HTTP/1.1`.
    ///   - reason: the phrase after the status; `nil` for the registered one.
    ///   - size: the length of the content in bytes; `nil` if it is not known.
    ///   - content: members that ``content(_:_:encoding:)`` has made.
    static func response(
        status: Int?, version: String = "HTTP/1.1", reason: String? = nil, _ fields: [Field], size: Int?,
        content: JSONObject
    ) -> JSONObject {
        let reason = reason ?? status.flatMap { RegisteredReason.phrase(of: $0) }.map { "\($0)" }
        let location = fields.last { $0.name.lowercased() == "location" }
        let cookies = fields.filter { $0.name.lowercased() == "set-cookie" }.compactMap { Cookie(setBy: $0.value) }
        return [
            "status": .integer(Int64(status ?? 0)),
            "statusText": .string(reason ?? ""),
            "httpVersion": .string(status == nil ? "" : version),
            "cookies": .array(cookies.map(object)),
            "headers": pairs(fields),
            "content": .object(content),
            "redirectURL": .string(location?.value ?? ""),
            "headersSize": unknownSize,
            "bodySize": size.map { .integer(Int64($0)) } ?? unknownSize,
        ]
    }

    /// - Parameter encoding: the name of the member that says that the text is Base64.
    static func content(_ body: RecordedBody?, _ mediaType: String?, encoding: String) -> JSONObject {
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

    static func pairs(_ pairs: [Field]) -> JSONValue {
        .array(pairs.map { ["name": .string($0.name), "value": .string($0.value)] })
    }

    /// The parameters of a URL or of a target.
    static func queryString(of target: String) -> JSONValue {
        pairs(QueryParameters(target.split(separator: "?", maxSplits: 1).dropFirst().first.map { String($0) }).all)
    }

    static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    private static func object(of cookie: Cookie) -> JSONValue {
        var object: JSONObject = ["name": .string(String(cookie.name)), "value": .string(String(cookie.value))]
        for name in ["path", "domain"] {
            if let value = cookie.attribute(name) { object.append(name, .string(String(value))) }
        }
        object.append("httpOnly", .bool(cookie.attribute("httponly") != nil))
        object.append("secure", .bool(cookie.attribute("secure") != nil))
        return .object(object)
    }
}
