import JSON

/// A JSON value that a test compares or sends.
///
///     let json: MockJSON = ["name": "Spring", "allowed_days": ["monday"], "max_retries": 3]
///     json["allowed_days"]?[0]                            // "monday"
public enum MockJSON: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number without fraction and exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number.
    case double(Double)
    /// A text.
    case string(String)
    /// A list.
    case array([MockJSON])
    /// Members by their names. Of members with the same name the last one counts.
    case object([String: MockJSON])

    /// The member of that name; `nil` when this is no object or has no such member.
    public subscript(name: String) -> MockJSON? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// The element at that index; `nil` when this is no list or is too short.
    public subscript(index: Int) -> MockJSON? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The text; `nil` when this is no string.
    public var string: String? { if case .string(let text) = self { text } else { nil } }

    /// The number; `nil` when this is no integer.
    public var integer: Int? { if case .integer(let number) = self { Int(exactly: number) } else { nil } }

    /// The number of an integer or a double; `nil` when this is neither.
    public var double: Double? {
        switch self {
        case .double(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }

    /// The truth value; `nil` when this is none.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

    /// The elements; `nil` when this is no list.
    public var array: [MockJSON]? { if case .array(let elements) = self { elements } else { nil } }

    /// The members; `nil` when this is no object.
    public var object: [String: MockJSON]? { if case .object(let members) = self { members } else { nil } }

    /// Whether this is `null`.
    public var isNull: Bool { self == .null }
}

extension MockJSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// Makes a string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// Makes an integer.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// Makes a number.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// Makes a truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// Makes `null`.
    public init(nilLiteral: ()) { self = .null }
    /// Makes a list.
    public init(arrayLiteral elements: MockJSON...) { self = .array(elements) }
    /// Makes an object. Of members with the same name the last one counts.
    public init(dictionaryLiteral elements: (String, MockJSON)...) {
        self = .object(Dictionary(elements) { $1 })
    }
}

extension MockJSON: CustomStringConvertible {
    /// The value as JSON text. The members of objects are in the order of their names.
    public var description: String { String(decoding: value.encoded(), as: UTF8.self) }
}

extension MockJSON {
    init(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .integer(let number): self = .integer(number)
        case .double(let number): self = .double(number)
        case .string(let text): self = .string(text)
        case .array(let elements): self = .array(elements.map(MockJSON.init))
        case .object(let object):
            self = .object(Dictionary(object.members.map { ($0.name, MockJSON($0.value)) }) { $1 })
        }
    }

    var value: JSONValue {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .integer(let number): .integer(number)
        case .double(let number): .double(number)
        case .string(let text): .string(text)
        case .array(let elements): .array(elements.map(\.value))
        case .object(let members): .object(JSONObject(members))
        }
    }
}

extension JSONObject {
    /// The members in the order of their names, so that the same members always make the same object.
    init(_ members: [String: MockJSON]) {
        self.init(members.sorted { $0.key < $1.key }.map { Member(name: $0.key, value: $0.value.value) })
    }
}
