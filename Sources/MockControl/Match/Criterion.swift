import HTTPServer
import JSON

/// One condition of a ``RequestMatch``.
enum Criterion: Sendable, Equatable {
    case account(String)
    case method(String)
    case path(PathPattern)
    case status(Int)
    case since(Since)
    case hasWarnings(Bool)
    case campaign(Int64)
    case lead(Int64)
    /// The identifier of the fault that shaped the response; `prefer` for a `Prefer` field.
    case fault(String)
    case bodyContains(String)
    /// The member at the path equals one of these values. A member that is absent equals none, not even `null`.
    case member(MemberPath, anyOf: [JSONValue])
    /// The body is JSON and has no member at the path.
    case absent(MemberPath)

    enum Since: Sendable, Equatable {
        /// Recorded after the request with this number.
        case number(Int)
        /// Recorded at this time of the mock's clock or later. Unix seconds, and the text that they were read from.
        case time(Int64, text: String)
    }

    /// The criterion's name in a match.
    var name: String {
        switch self {
        case .account: "account"
        case .method: "method"
        case .path: "path"
        case .status: "status"
        case .since: "since"
        case .hasWarnings: "has_warnings"
        case .campaign: "campaign_id"
        case .lead: "lead_id"
        case .fault: "fault"
        case .bodyContains: "body_contains"
        case .member(let path, _): "json.\(path.text)"
        case .absent: "absent"
        }
    }

    /// Whether the criterion reads the request's body.
    var isAboutBody: Bool {
        switch self {
        case .bodyContains, .member, .absent: true
        case .account, .method, .path, .status, .since, .hasWarnings, .campaign, .lead, .fault: false
        }
    }

    /// Whether the method and the path allow the criterion to hold. Always `true` for a criterion of another kind.
    func admits(method: String, path: RequestPath) -> Bool {
        switch self {
        case .method(let wanted): method == wanted
        case .path(let pattern): pattern.matches(path)
        default: true
        }
    }

    func holds(for subject: inout MatchSubject) -> Bool {
        switch self {
        case .account(let name): return subject.account == name
        case .method(let method): return subject.method == method
        case .path(let pattern): return pattern.matches(subject.path)
        case .status(let status): return subject.answered?.status == status
        case .since(.number(let number)): return subject.answered.map { $0.number > number } ?? false
        case .since(.time(let time, _)): return subject.answered.map { $0.time >= time } ?? false
        case .hasWarnings(let expected): return subject.answered?.hasWarnings == expected
        case .campaign(let id): return subject.answered?.campaignID == id
        case .lead(let id): return subject.answered?.leadID == id
        case .fault(let id): return subject.answered?.fault == id
        case .bodyContains(let text): return subject.body.contains(sequence: text.utf8)
        case .member(let path, let values):
            guard let found = subject.json.flatMap(path.member) else { return false }
            return values.contains { $0.isSame(as: found) }
        case .absent(let path):
            return subject.json.map { path.member(of: $0) == nil } ?? false
        }
    }

    /// The expected value, for messages.
    var expected: JSONValue {
        switch self {
        case .account(let name): .string(name)
        case .method(let method): .string(method)
        case .path(let pattern): .string(pattern.text)
        case .status(let status): .integer(Int64(status))
        case .since(.number(let number)): .integer(Int64(number))
        case .since(.time(_, let text)): .string(text)
        case .hasWarnings(let expected): .bool(expected)
        case .campaign(let id), .lead(let id): .integer(id)
        case .fault(let id): .string(id)
        case .bodyContains(let text): .string(text)
        case .member(_, let values): values.first ?? .null
        case .absent(let path): .string(path.text)
        }
    }

    /// Whether a found value can be close to the expected one. A member is either absent or not.
    var isComparable: Bool { if case .absent = self { false } else { true } }

    /// The request's own value; `nil` when it has none.
    func found(in subject: inout MatchSubject) -> JSONValue? {
        switch self {
        case .account: subject.account.map { .string($0) }
        case .method: .string(subject.method)
        case .path: .string(subject.path.text)
        case .status: subject.answered.map { .integer(Int64($0.status)) }
        case .since: subject.answered.map { .integer(Int64($0.number)) }
        case .hasWarnings: subject.answered.map { .bool($0.hasWarnings) }
        case .campaign: subject.answered?.campaignID.map { .integer($0) }
        case .lead: subject.answered?.leadID.map { .integer($0) }
        case .fault: subject.answered?.fault.map { .string($0) }
        case .bodyContains: .string(String(decoding: subject.body.prefix(256), as: UTF8.self))
        case .member(let path, _), .absent(let path): subject.json.flatMap(path.member)
        }
    }
}

extension ArraySlice<UInt8> {
    func contains(sequence: some Collection<UInt8>) -> Bool {
        guard let first = sequence.first else { return true }
        var rest = self
        while let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            if rest.starts(with: sequence) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}

extension JSONValue {
    /// Whether two values are equal. `3` equals `3.0`, and the order of an object's members does not matter.
    func isSame(as other: JSONValue) -> Bool {
        switch (self, other) {
        case (.integer(let integer), .double(let double)), (.double(let double), .integer(let integer)):
            Double(integer) == double
        case (.array(let left), .array(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
        case (.object(let left), .object(let right)):
            left.members.count == right.members.count
                && left.members.allSatisfy { member in
                    right[member.name].map { member.value.isSame(as: $0) } ?? false
                }
        default: self == other
        }
    }
}
