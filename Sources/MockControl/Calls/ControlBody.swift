import HTTPServer
import HTTPTypes
import JSON
import Validation

/// The validated JSON object in a request's body. An empty body is an empty object.
struct ControlBody {
    /// The object as sent, for values that validation must not trim.
    let object: JSONObject
    let report: Report

    /// - Parameter fields: every member that the call accepts. Any other member is refused by name.
    /// - Throws: ``ControlRefusal/malformedBody(_:)`` when the body is no JSON object,
    ///   ``ControlRefusal/invalid(_:)`` when a member is unknown, repeated, invalid or empty.
    init(_ request: Request, _ fields: [Field]) throws(ControlRefusal) {
        try self.init(try Self.object(of: request), fields)
    }

    /// - Parameters:
    ///   - object: the body. Its objects have no two members of one name.
    ///   - fields: every member that the call accepts. Any other member is refused by name.
    /// - Throws: ``ControlRefusal/invalid(_:)`` when a member is unknown, invalid or empty.
    init(_ object: JSONObject, _ fields: [Field]) throws(ControlRefusal) {
        self.object = object
        report = Validator(fields).refusingUnknown.validate(object)
        guard report.isValid else { throw .invalid(report.errors.namingChoices(of: fields)) }
        // Validation turns an empty string into null. A filter that is null matches everything, so it is refused.
        for field in fields where !Self.isText(field.name) {
            if case .string = object.member(field.name), report[field.name] == nil { throw .empty(field.name) }
        }
        // For the platform's rules, an object is an array with names of its own. Its members would be ignored here.
        for field in fields where field.rules.contains(where: { if case .array = $0 { true } else { false } }) {
            if case .object = object.member(field.name) {
                throw .invalid(field.name, "The \(field.name) field must be an array.")
            }
        }
    }

    /// Whether a member holds free text, which may be blank.
    private static func isText(_ name: String) -> Bool { name == "match.body_contains" || name == "effect.body" }

    /// The body as sent.
    ///
    /// - Parameter maximumDepth: how many arrays and objects may be inside each other.
    /// - Throws: ``ControlRefusal/malformedBody(_:)`` when the body is no JSON object,
    ///   ``ControlRefusal/invalid(_:)`` when an object in it has two members of one name.
    static func object(of request: Request, maximumDepth: Int = 128) throws(ControlRefusal) -> JSONObject {
        if request.body.isEmpty { return [:] }
        let value = try value(of: request, maximumDepth: maximumDepth)
        guard case .object(let object) = value else {
            throw .malformedBody(#"The request body must be a JSON object, such as {}."#)
        }
        return object
    }

    /// The body as sent, which must be a list.
    ///
    /// - Throws: the refusals of ``object(of:maximumDepth:)``.
    static func list(of request: Request, maximumDepth: Int = 128) throws(ControlRefusal) -> JSONValue {
        let value: JSONValue = request.body.isEmpty ? .null : try value(of: request, maximumDepth: maximumDepth)
        guard case .array = value else {
            throw .malformedBody("The request body must be a JSON list, such as [].")
        }
        return value
    }

    private static func value(of request: Request, maximumDepth: Int) throws(ControlRefusal) -> JSONValue {
        let body = request.body
        let value: JSONValue
        do {
            value = try JSONReader.read(body.span, maximumDepth: maximumDepth)
        } catch {
            throw .malformedBody("The request body is not valid JSON: \(error.message)")
        }
        if let path = value.repeatedMember() {
            throw .invalid(path, "The \(path) field occurs twice: send it once.")
        }
        return value
    }

    /// The value of an integer member; `nil` when the member is absent or null.
    func count(_ name: String) -> Int? {
        report.integer(name).flatMap { Int(exactly: $0) }
    }
}

extension JSONObject {
    /// The member at the dotted path of a field.
    fileprivate func member(_ path: String) -> JSONValue? {
        MemberPath(path)?.member(of: .object(self))
    }
}
