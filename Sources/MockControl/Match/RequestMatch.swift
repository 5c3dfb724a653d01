import Base
import HTTPServer
import JSON

/// A filter for requests: a request matches when all criteria hold.
///
/// A match without criteria matches every request.
package struct RequestMatch: Sendable, Equatable {
    var criteria: [Criterion] = []

    /// The account that a matching request must have; `nil` for any.
    package var account: String? {
        for case .account(let name) in criteria { return name }
        return nil
    }

    /// `false` when the method or the path rules out a match. This check is cheap, and decides about most requests.
    func admits(method: String, path: RequestPath) -> Bool {
        let criteria = criteria.span
        for index in criteria.indices where !criteria[index].admits(method: method, path: path) { return false }
        return true
    }

    func holds(for subject: inout MatchSubject) -> Bool {
        for criterion in criteria where !criterion.holds(for: &subject) { return false }
        return true
    }

    /// The criteria that do not hold, in their order; empty when the request matches.
    func differences(in subject: inout MatchSubject) -> [Difference] {
        var differences: [Difference] = []
        for criterion in criteria where !criterion.holds(for: &subject) {
            let found = criterion.found(in: &subject)
            differences.append(
                Difference(
                    member: criterion.name, expected: criterion.expected, found: found,
                    isComparable: criterion.isComparable))
        }
        return differences
    }

    /// The criteria in a message, such as `with method POST, json.name "Spring"`.
    package var description: String {
        let texts = criteria.map { "\($0.name) \($0.expected.line)" }
        return texts.isEmpty ? "of any kind" : "with " + texts.joined(separator: ", ")
    }
}

/// One criterion that does not hold for a request.
struct Difference: Sendable, Equatable {
    let member: String
    let expected: JSONValue
    /// `nil` when the request has no such value. A JSON null is `.null`.
    let found: JSONValue?
    /// Whether `found` can be close to `expected`.
    var isComparable = true

    /// From just above 0 (nearly right) to 1 (nothing in common).
    var distance: Double {
        guard let found, isComparable else { return 1 }
        switch (expected, found) {
        case (.string(let expected), .string(let found)):
            // Limited, because the time of a comparison grows with the product of the lengths.
            let (left, right) = (Array(expected.unicodeScalars.prefix(128)), Array(found.unicodeScalars.prefix(128)))
            let length = max(left.count, right.count)
            return length == 0 ? 0 : Double(EditDistance.between(left, right)) / Double(length)
        case (.integer, .integer), (.bool, .bool), (.double, .double), (.integer, .double), (.double, .integer):
            return 0.5
        default:
            return 1
        }
    }

    /// The difference in a message, such as `json.name is "Sprint", not "Spring"`.
    var line: String {
        guard let found else { return "\(member) is absent, not \(expected.line)" }
        return isComparable
            ? "\(member) is \(found.line), not \(expected.line)" : "\(expected.line) is \(found.line), not absent"
    }

    var json: JSONValue {
        var object: JSONObject = ["member": .string(member), "expected": expected]
        if let found { object.append("found", found) } else { object.append("absent", true) }
        return .object(object)
    }
}

extension JSONValue {
    /// The value as JSON, for messages.
    var line: String { String(decoding: encoded(), as: UTF8.self) }
}
