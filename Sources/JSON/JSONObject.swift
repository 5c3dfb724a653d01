/// The members of a JSON object in document order.
///
/// RFC 8259 §4 does not say what repeated names mean. Here all members are kept, and a look-up by name finds the last one.
/// Names are compared scalar by scalar.
package struct JSONObject: Sendable, Equatable {
    package struct Member: Sendable {
        package var name: String
        package var value: JSONValue

        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// All members in their order, repeated names included.
    package private(set) var members: [Member]

    package init(_ members: [Member] = []) {
        self.members = members
    }

    package var isEmpty: Bool { members.isEmpty }

    /// Whether two members have the same name.
    package var hasRepeatedName: Bool {
        guard members.count <= Self.mostForPairs else {
            return Set(members.map { ScalarString($0.name) }).count < members.count
        }
        for index in members.indices.dropFirst() {
            for earlier in 0..<index where members[earlier].name.hasSameScalars(as: members[index].name) { return true }
        }
        return false
    }

    /// The most members whose names are compared pair by pair, which needs no memory.
    private static let mostForPairs = 16

    /// The value of the last member of that name.
    ///
    /// Setting replaces that value or appends a member; setting `nil` removes every member of the name.
    package subscript(name: String) -> JSONValue? {
        get {
            members.last { $0.name.hasSameScalars(as: name) }?.value
        }
        set {
            guard let newValue else {
                members.removeAll { $0.name.hasSameScalars(as: name) }
                return
            }
            if let index = members.lastIndex(where: { $0.name.hasSameScalars(as: name) }) {
                members[index].value = newValue
            } else {
                append(name, newValue)
            }
        }
    }

    /// Adds a member at the end, also when the object has that name already.
    package mutating func append(_ name: String, _ value: JSONValue) {
        members.append(Member(name: name, value: value))
    }

    /// Allocates room for that many members in all.
    package mutating func reserveCapacity(_ count: Int) {
        members.reserveCapacity(count)
    }
}

extension JSONObject.Member: Equatable {
    package static func == (left: Self, right: Self) -> Bool {
        left.name.hasSameScalars(as: right.name) && left.value == right.value
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements.map { Member(name: $0.0, value: $0.1) })
    }
}
