/// The values of a route's `{name}` segments, percent-decoded, in the order of the path.
package struct PathParameters: Sendable, Equatable {
    package struct Parameter: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    package private(set) var all: [Parameter] = []

    package init() {}

    /// The value of the first parameter with this name.
    package subscript(_ name: String) -> String? {
        all.first { $0.name == name }?.value
    }

    mutating func append(_ name: String, _ value: String) {
        all.append(Parameter(name: name, value: value))
    }

    mutating func removeLast() {
        all.removeLast()
    }
}
