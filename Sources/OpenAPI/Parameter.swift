package import JSON

/// A parameter of an operation: in the path, in the query or a header field.
package struct Parameter: Sendable, Equatable {
    package enum Place: String, Sendable {
        case path, query, header
    }

    package let name: String
    package let place: Place
    /// In CommonMark.
    package let description: String
    package let schema: Schema
    package let isRequired: Bool
    package let example: JSONValue?
    /// The name of the component that holds it; `nil` for a parameter of one operation only.
    package let component: String?

    /// - Parameter isRequired: always true for a parameter in the path.
    package init(
        _ name: String, in place: Place, _ schema: Schema, _ description: String, isRequired: Bool = false,
        example: JSONValue? = nil, component: String? = nil
    ) {
        self.name = name
        self.place = place
        self.description = description
        self.schema = schema
        self.isRequired = isRequired || place == .path
        self.example = example
        self.component = component
    }

    var json: JSONValue {
        var object: JSONObject = [
            "name": .string(name), "in": .string(place.rawValue), "description": .string(description),
        ]
        if isRequired { object.append("required", true) }
        object.append("schema", schema.json)
        object["example"] = example
        return .object(object)
    }

    /// The parameter itself, or the reference to its component.
    var use: JSONValue {
        component.map { ["$ref": .string("#/components/parameters/\($0)")] } ?? json
    }
}
