import HTTPServer
import HTTPTypes
import JSON
import Validation

/// The JSON object that a call was given, checked: an empty body is an empty object.
struct ControlBody {
    /// As sent, for values that cleaning must not touch.
    let object: JSONObject
    let report: Report

    /// - Parameter fields: every member the call knows; others are refused by name.
    init(_ request: Request, _ fields: [Field]) throws(ControlRefusal) {
        object = try Self.object(of: request)
        report = Validator(fields).refusingUnknown.validate(object)
        guard report.isValid else { throw .invalid(report.errors) }
        // Cleaning makes an empty string nothing, and nothing means everything for a filter or a limit.
        for field in fields where !Self.isText(field.name) {
            if case .string = object.member(field.name), report[field.name] == nil { throw .empty(field.name) }
        }
    }

    /// Whether a member is text of its user, which may be blank.
    private static func isText(_ name: String) -> Bool { name == "match.body_contains" || name == "effect.body" }

    /// The body as sent, in which no object has two members of one name.
    static func object(of request: Request) throws(ControlRefusal) -> JSONObject {
        let body = request.body
        if body.isEmpty { return [:] }
        let value: JSONValue
        do {
            value = try JSONReader.read(body.span)
        } catch {
            throw .malformedBody("The request body is not valid JSON: \(error.message)")
        }
        guard case .object(let object) = value else {
            throw .malformedBody(#"The request body must be a JSON object, such as {}."#)
        }
        if let path = value.repeatedMember() {
            throw .invalid(path, "The \(path) field stands there twice.")
        }
        return object
    }

    /// A whole number that has been checked to be in the range of `Int`.
    func count(_ name: String) -> Int? {
        report.integer(name).flatMap { Int(exactly: $0) }
    }
}

extension JSONObject {
    /// The member at the dotted path of a declared field.
    fileprivate func member(_ path: String) -> JSONValue? {
        MemberPath(path)?.member(of: .object(self))
    }
}
