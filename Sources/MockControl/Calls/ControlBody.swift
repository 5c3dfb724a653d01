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
    }

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
