import Base
import CampaignAPI
import CampaignStore
import HTTPServer
package import JSON
import HTTPTypes
import Validation

extension RequestMatch {
    /// The members of a match for arriving requests, which have no response yet.
    static let arrivalFields = fields(prefix: "match.")
    /// The members of a match for recorded requests.
    static let journalFields =
        arrivalFields + responseFields(prefix: "match.") + [
            Field("match.since", .nullable), Field("match.has_warnings", .nullable, .boolean),
        ]

    /// The filters of `GET /_mock/requests`, except `json.PATH` and `absent`: a query may have several of those.
    static let queryFields =
        fields(prefix: "").filter { $0.name != "json" && $0.name != "absent" } + responseFields(prefix: "") + [
            Field("since", .nullable, .string), Field("has_warnings", .nullable, .oneOf(["true", "false", "1", "0"])),
        ]

    private static func fields(prefix: String) -> [Field] {
        (prefix.isEmpty ? [] : [Field("match", .nullable, .object)]) + [
            Field("\(prefix)account", .nullable, .string), Field("\(prefix)method", .nullable, .string),
            Field("\(prefix)path", .nullable, .string), Field("\(prefix)body_contains", .nullable, .string),
            Field("\(prefix)json", .nullable, .object), Field("\(prefix)absent", .nullable, .array, each: [.string]),
        ]
    }

    private static func responseFields(prefix: String) -> [Field] {
        [
            Field("\(prefix)status", .nullable, .integer, .between(200, 599)),
            Field("\(prefix)campaign_id", .nullable, .integer, .min(1)),
            Field("\(prefix)lead_id", .nullable, .integer, .min(1)), Field("\(prefix)fault", .nullable, .string),
        ]
    }

    /// Reads a match for recorded requests.
    ///
    /// - Parameter document: the member `match` of the body of `POST /_mock/requests/verify`. Its objects have no two
    ///   members of one name.
    package init(_ document: JSONObject) throws(ControlRefusal) {
        try self.init(try ControlBody(["match": .object(document)], Self.journalFields))
    }

    /// Reads the member `match` of a validated body.
    init(_ body: ControlBody) throws(ControlRefusal) {
        let raw = body.object["match"]
        try self.init(
            body.report, prefix: "match.", since: body.report["match.since"],
            // As sent: validation trims a text, but this one must be found exactly.
            bodyContains: raw?["body_contains"]?.string,
            members: (raw?["json"]?.object ?? [:]).members.map { (path: $0.name, values: [$0.value]) },
            absent: (raw?["absent"]?.array ?? []).map { $0.string ?? "" })
    }

    /// Reads the filters of a query.
    ///
    /// A value that is valid JSON matches as JSON and as text: `json.id=3` matches `3` and `"3"`.
    ///
    /// - Parameter fields: ``queryFields``, and the call's parameters that are no filters.
    /// - Returns: the match, and the validated parameters.
    static func read(
        _ query: QueryParameters, _ fields: [Field]
    ) throws(ControlRefusal) -> (match: RequestMatch, parameters: Report) {
        var query = query
        let members = query.takeAll(withPrefix: "json.")
        let absent = query.takeAll(named: "absent")
        let report = try query.validated(fields)
        let match = try RequestMatch(
            report, prefix: "",
            since: report.string("since").map { text in
                Int64(text).map { .integer($0) } ?? .string(text)
            },
            // As sent: validation trims a text, but this one must be found exactly.
            bodyContains: query["body_contains"],
            members: members.map { member in
                let literal = try? JSONReader.read(Array(member.value.utf8).span)
                return (path: member.name, values: [.string(member.value)] + (literal.map { [$0] } ?? []))
            }, absent: absent)
        return (match, report)
    }

    private init(
        _ report: Report, prefix: String, since: JSONValue?, bodyContains: String?,
        members: [(path: String, values: [JSONValue])], absent: [String]
    ) throws(ControlRefusal) {
        if let method = report.string(prefix + "method") {
            criteria.append(.method(try Self.method(method, name: prefix + "method")))
        }
        if let path = report.string(prefix + "path") {
            criteria.append(.path(try Self.path(path, name: prefix + "path")))
        }
        if let status = report.integer(prefix + "status") { criteria.append(.status(Int(status))) }
        if let since, !since.isNull { criteria.append(.since(try Self.since(since, name: prefix + "since"))) }
        if let flag = report[prefix + "has_warnings"] {
            criteria.append(.hasWarnings(flag.booleanValue ?? (flag.string == "true")))
        }
        if let id = report.integer(prefix + "campaign_id") { criteria.append(.campaign(id)) }
        if let id = report.integer(prefix + "lead_id") { criteria.append(.lead(id)) }
        if let fault = report.string(prefix + "fault") {
            criteria.append(.fault(try Self.fault(fault, name: prefix + "fault")))
        }
        // After the cheap criteria: the account of an arriving request has to be looked up.
        if let name = report.string(prefix + "account") {
            guard AccountDefinition.isName(name) else {
                let field = prefix + "account"
                throw .invalid(field, "The \(field) field must be an account's name: \(AccountDefinition.nameRule).")
            }
            criteria.append(.account(name))
        }
        if let bodyContains {
            guard !bodyContains.isEmpty else { throw .empty(prefix + "body_contains") }
            criteria.append(.bodyContains(bodyContains))
        }
        for member in members {
            guard let path = MemberPath(member.path) else { throw .empty(prefix + "json.") }
            criteria.append(.member(path, anyOf: member.values))
        }
        for text in absent {
            guard let path = MemberPath(text) else { throw .empty(prefix + "absent") }
            criteria.append(.absent(path))
        }
    }

    private static func method(_ text: String, name: String) throws(ControlRefusal) -> String {
        let method = text.uppercased()
        guard HTTPRequest.Method(method) != nil else {
            throw .invalid(name, "The \(name) field must be a method such as POST.")
        }
        return method
    }

    /// Refuses a text that is no fault's identifier.
    private static func fault(_ text: String, name: String) throws(ControlRefusal) -> String {
        guard text == Fault.preferenceID || FaultRegistry.isID(text) else {
            throw .invalid(name, "The \(name) field must be a fault's id such as fault-1, or \(Fault.preferenceID).")
        }
        return text
    }

    /// Refuses a pattern that no recorded path can match.
    private static func path(_ text: String, name: String) throws(ControlRefusal) -> PathPattern {
        if let mark = text.firstIndex(where: { $0 == "?" || $0 == "#" }) {
            throw .invalid(
                name, "The \(name) field must not contain a query or a fragment. Write \(text[..<mark]).")
        }
        guard let first = text.first, first == "/" || first == "*" else {
            throw .invalid(name, "The \(name) field must begin with a slash. Write /\(text).")
        }
        if RequestPath(String(text.prefix { $0 != "*" }), .mock).isExact {
            throw .invalid(
                name, "The \(name) field must not begin with \(ControlPath.prefix): those requests never match.")
        }
        return PathPattern(text)
    }

    private static func since(_ value: JSONValue, name: String) throws(ControlRefusal) -> Criterion.Since {
        if let number = value.integer, let number = Int(exactly: number) { return .number(number) }
        guard let text = value.string else {
            throw .invalid(
                name, "The \(name) field must be a request's number or a time such as 2026-02-23T10:00:00Z.")
        }
        do {
            return .time(try ClockMoment.seconds(text), text: text)
        } catch {
            throw .invalid(name, "The \(name) field \(error.expectation), or a request's number.")
        }
    }
}
