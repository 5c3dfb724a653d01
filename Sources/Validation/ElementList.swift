package import JSON

/// The elements of an array or an object: the platform treats an object as an array (rules.md chapter 1).
struct ElementList {
    let values: [JSONValue]
    /// The names of an object's elements; `nil` for an array.
    private let names: [String]?

    init?(_ value: JSONValue) {
        switch value {
        case .array(let elements):
            values = elements
            names = nil
        case .object(let object):
            var values: [JSONValue] = []
            var names: [String] = []
            var indices: [ScalarString: Int] = [:]
            for member in object.members {
                // A repeated name keeps its first place and gets its last value.
                if let index = indices[ScalarString(member.name)] {
                    values[index] = member.value
                } else {
                    indices[ScalarString(member.name)] = values.count
                    values.append(member.value)
                    names.append(member.name)
                }
            }
            self.values = values
            self.names = names
        default: return nil
        }
    }

    /// The element's part of its name in messages: its member name in an object, its index in an array.
    func name(of index: Int) -> String {
        names?[index] ?? "\(index)"
    }
}

extension JSONValue {
    /// The number of elements of an array or an object; a repeated name counts once. `nil` for other values.
    var elementCount: Int? {
        switch self {
        case .array(let elements): elements.count
        case .object(let object) where object.members.count < 2: object.members.count
        case .object(let object): Set(object.members.map { ScalarString($0.name) }).count
        default: nil
        }
    }

    var isFilledArray: Bool {
        switch self {
        case .array(let elements): !elements.isEmpty
        case .object(let object): !object.isEmpty
        default: false
        }
    }

    /// The elements of an array or an object in their order; `nil` for other values.
    package var elements: [JSONValue]? { ElementList(self)?.values }
}
