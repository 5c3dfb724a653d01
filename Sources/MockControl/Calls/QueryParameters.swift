import Base
import HTTPServer
import JSON
import Validation

/// The parameters of a query, decoded as `application/x-www-form-urlencoded` (WHATWG URL Standard).
struct QueryParameters {
    /// In the order of the query.
    private(set) var all: [(name: String, value: String)]

    init(_ query: String?) {
        all = (query ?? "").split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(parts[0]), parts.count == 2 ? Self.decoded(parts[1]) : "")
        }
    }

    /// The last value of a parameter; `nil` when the query does not have it.
    subscript(_ name: String) -> String? {
        all.last { $0.name == name }?.value
    }

    /// Removes the parameters whose names begin with `prefix`.
    ///
    /// - Returns: the removed parameters. Their names are without the prefix.
    mutating func takeAll(withPrefix prefix: String) -> [(name: String, value: String)] {
        let taken = all.filter { $0.name.hasPrefix(prefix) }
        all.removeAll { $0.name.hasPrefix(prefix) }
        return taken.map { (String($0.name.dropFirst(prefix.count)), $0.value) }
    }

    /// Removes the parameters of that name.
    ///
    /// - Returns: the values of the removed parameters.
    mutating func takeAll(named name: String) -> [String] {
        let taken = all.filter { $0.name == name }
        all.removeAll { $0.name == name }
        return taken.map(\.value)
    }

    /// - Parameter fields: every parameter that the call accepts. Any other parameter is refused by name.
    /// - Throws: ``ControlRefusal/invalid(_:)`` when a parameter is unknown, repeated, invalid or empty.
    func validated(_ fields: [Field]) throws(ControlRefusal) -> Report {
        var names: Set<String> = []
        if let repeated = all.first(where: { !names.insert($0.name).inserted }) {
            throw .invalid(repeated.name, "The \(repeated.name) field occurs twice: send it once.")
        }
        let members = all.map { JSONObject.Member(name: $0.name, value: .string($0.value)) }
        let report = Validator(fields).refusingUnknown.validate(JSONObject(members))
        guard report.isValid else { throw .invalid(report.errors.namingChoices(of: fields)) }
        for parameter in all where report[parameter.name] == nil && parameter.name != "body_contains" {
            throw .empty(parameter.name)
        }
        return report
    }

    private static func decoded(_ text: Substring) -> String {
        String(decoding: PercentEncoding.decode(Array(text.utf8).span, plusIsSpace: true), as: UTF8.self)
    }
}
