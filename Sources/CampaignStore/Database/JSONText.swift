internal import JSON

/// Lists in the form of a column: compact JSON, which SQLite's JSON functions and users can read.
enum JSONText {
    static func list(_ strings: [String]) -> [UInt8] {
        var writer = JSONWriter()
        writer.reserveCapacity(96)
        writer.beginArray()
        for string in strings { writer.string(string) }
        writer.endArray()
        return writer.takeBytes()
    }

    static func list(_ integers: [Int64]) -> [UInt8] {
        if integers.isEmpty { return emptyList }
        var writer = JSONWriter()
        writer.beginArray()
        for integer in integers { writer.integer(integer) }
        writer.endArray()
        return writer.takeBytes()
    }

    static func text(_ value: JSONValue) -> String { String(decoding: value.encoded(), as: UTF8.self) }

    static func value(_ text: String) throws -> JSONValue {
        do {
            return try JSONReader.read(Array(text.utf8).span, maximumDepth: JSONReader.documentDepth)
        } catch {
            throw StorageFailure.damaged("a column contains invalid JSON: \(error.message)")
        }
    }

    static func strings(_ text: String) throws -> [String] {
        try elements(text).map { element in
            guard case .string(let string) = element else {
                throw StorageFailure.damaged("a column does not contain a list of strings: \(text)")
            }
            return string
        }
    }

    static func integers(_ text: String) throws -> [Int64] {
        try elements(text).map { element in
            guard case .integer(let integer) = element else {
                throw StorageFailure.damaged("a column does not contain a list of integers: \(text)")
            }
            return integer
        }
    }

    private static func elements(_ text: String) throws -> [JSONValue] {
        guard case .array(let elements) = try value(text) else {
            throw StorageFailure.damaged("a column does not contain a list: \(text)")
        }
        return elements
    }

    /// Shared, because nearly all campaigns have no phone numbers.
    private static let emptyList = Array("[]".utf8)
}
