import Base
import HTTPServer
import JSON
import Validation

/// The parameters behind a `?`, as forms write them (WHATWG URL Standard, application/x-www-form-urlencoded).
struct QueryParameters {
    private(set) var all: [(name: String, value: String)]

    init(_ query: String?) {
        all = (query ?? "").split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(parts[0]), parts.count == 2 ? Self.decoded(parts[1]) : "")
        }
    }

    subscript(_ name: String) -> String? {
        all.last { $0.name == name }?.value
    }

    /// Takes away the parameters whose names begin with `prefix`, and gives them back without it.
    mutating func takeAll(withPrefix prefix: String) -> [(name: String, value: String)] {
        let taken = all.filter { $0.name.hasPrefix(prefix) }
        all.removeAll { $0.name.hasPrefix(prefix) }
        return taken.map { (String($0.name.dropFirst(prefix.count)), $0.value) }
    }

    /// Takes away the parameters of that name, and gives back their values.
    mutating func takeAll(named name: String) -> [String] {
        let taken = all.filter { $0.name == name }
        all.removeAll { $0.name == name }
        return taken.map(\.value)
    }

    /// - Parameter fields: every parameter the call knows; others are refused by name.
    func validated(_ fields: [Field]) throws(ControlRefusal) -> Report {
        let members = all.map { JSONObject.Member(name: $0.name, value: .string($0.value)) }
        let report = Validator(fields).refusingUnknown.validate(JSONObject(members))
        guard report.isValid else { throw .invalid(report.errors) }
        for parameter in all where report[parameter.name] == nil && parameter.name != "body_contains" {
            throw .empty(parameter.name)
        }
        return report
    }

    private static func decoded(_ text: Substring) -> String {
        String(decoding: PercentEncoding.decode(Array(text.utf8).span, plusIsSpace: true), as: UTF8.self)
    }
}
