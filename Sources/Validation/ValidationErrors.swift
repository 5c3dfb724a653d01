package import JSON

/// The messages about an invalid body, by field or element, in the order in which they were found.
package struct ValidationErrors: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        /// The field's path, or that of an element: `phone_number_ids.0`.
        package let name: String
        package fileprivate(set) var messages: [String]
    }

    package private(set) var entries: [Entry] = []

    package init() {}

    package var isEmpty: Bool { entries.isEmpty }

    /// How many messages there are in all.
    package var count: Int { entries.reduce(0) { $0 + $1.messages.count } }

    /// The messages under that name.
    package subscript(name: String) -> [String] {
        entries.first { $0.name.hasSameScalars(as: name) }?.messages ?? []
    }

    /// Adds a message after those that the name has already.
    package mutating func add(_ name: String, _ message: String) {
        if let index = entries.firstIndex(where: { $0.name.hasSameScalars(as: name) }) {
            entries[index].messages.append(message)
        } else {
            entries.append(Entry(name: name, messages: [message]))
        }
    }

    /// Adds the messages of a name that has none yet.
    ///
    /// It does not search for the name, so that a long list of invalid elements takes linear time.
    mutating func append(_ name: String, _ messages: [String]) {
        entries.append(Entry(name: name, messages: messages))
    }

    /// The same errors with other messages.
    ///
    /// - Parameter rewritten: gets the name and one message, and returns the message in its place.
    package func mapMessages(_ rewritten: (_ name: String, _ message: String) -> String) -> ValidationErrors {
        var copy = self
        for index in copy.entries.indices {
            let name = copy.entries[index].name
            copy.entries[index].messages = copy.entries[index].messages.map { rewritten(name, $0) }
        }
        return copy
    }

    // MARK: - The answer (rules.md chapter 5)

    /// The summary: the first message, and the number of the others. Empty without errors.
    package var message: String {
        guard let first = entries.first?.messages.first else { return "" }
        let more = count - 1
        return switch more {
        case 0: first
        case 1: "\(first) (and 1 more error)"
        default: "\(first) (and \(more) more errors)"
        }
    }

    /// The body of the 422: `{"message": ..., "errors": {...}}`.
    ///
    /// - Parameter message: replaces the summary (``message``).
    package func body(message: String? = nil) -> JSONValue {
        let errors = entries.map { entry in
            JSONObject.Member(name: entry.name, value: .array(entry.messages.map { .string($0) }))
        }
        return ["message": .string(message ?? self.message), "errors": .object(JSONObject(errors))]
    }

    /// Writes what ``body(message:)`` returns, without building it first.
    package func write(to writer: inout JSONWriter, message: String? = nil) {
        writer.beginObject()
        writer.name("message")
        writer.string(message ?? self.message)
        writer.name("errors")
        writer.beginObject()
        for entry in entries {
            writer.name(entry.name)
            writer.beginArray()
            for message in entry.messages { writer.string(message) }
            writer.endArray()
        }
        writer.endObject()
        writer.endObject()
    }
}
