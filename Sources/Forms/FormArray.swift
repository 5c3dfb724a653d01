import JSON

/// A PHP array of strings and further arrays: keys are integers or texts, and the order is that of insertion.
///
/// A class, so that a form with a thousand deep names changes inner arrays in place.
final class FormArray {
    /// The text of an integer, such as `7` or `-7`, is that integer. `07`, `+7` and `-0` are texts.
    enum Key: Hashable {
        case integer(Int64)
        case text(ScalarString)

        /// - Parameter name: in UTF-8.
        init(_ name: ArraySlice<UInt8>) {
            let text = String(decoding: name, as: UTF8.self)
            // Comparing the texts excludes signs and zeros that the number does not need.
            if name.count <= 20, let number = Int64(text), String(number) == text {
                self = .integer(number)
            } else {
                self = .text(ScalarString(text))
            }
        }

        var name: String {
            switch self {
            case .integer(let number): String(number)
            case .text(let text): text.text
            }
        }
    }

    private enum Value {
        case text(String)
        case array(FormArray)
    }

    /// `nil` in place of a removed entry.
    private var entries: [(key: Key, value: Value)?] = []
    private var places: [Key: Int] = [:]
    /// The index for a value without a key, once there is an integer key.
    private var nextIndex: Int64?

    /// Sets the value of a key, or of the next index if `key` is `nil`. A key that exists keeps its place.
    func set(_ key: Key?, to value: String) {
        guard let key = key ?? nextKey else { return }
        set(key, .text(value))
    }

    /// Returns the array at a key, or at the next index if `key` is `nil`. It replaces a text there.
    ///
    /// - Returns: `nil` if there is no further index.
    func array(at key: Key?) -> FormArray? {
        guard let key = key ?? nextKey else { return nil }
        if let place = places[key], case .array(let array) = entries[place]?.value { return array }
        let array = FormArray()
        set(key, .array(array))
        return array
    }

    func remove(_ key: Key) {
        guard let place = places.removeValue(forKey: key) else { return }
        entries[place] = nil
    }

    private func set(_ key: Key, _ value: Value) {
        if let place = places[key] {
            entries[place]?.value = value
            return
        }
        places[key] = entries.count
        entries.append((key, value))
        guard case .integer(let number) = key, nextIndex.map({ number >= $0 }) ?? true else { return }
        // The first negative index counts since PHP 8.3: -6 follows -7.
        nextIndex = number == .max ? .max : number + 1
    }

    /// `nil` if the greatest index is taken.
    private var nextKey: Key? {
        let key = Key.integer(nextIndex ?? 0)
        return places[key] == nil ? key : nil
    }

    // MARK: - JSON

    var members: JSONObject {
        JSONObject(entries.compactMap { $0.map { JSONObject.Member(name: $0.key.name, value: Self.json($0.value)) } })
    }

    private static func json(_ value: Value) -> JSONValue {
        switch value {
        case .text(let text): .string(text)
        case .array(let array): array.isList ? .array(array.values) : .object(array.members)
        }
    }

    private var values: [JSONValue] { entries.compactMap { $0.map { Self.json($0.value) } } }

    /// Whether the keys are 0, 1, 2 and so on, in this order.
    private var isList: Bool {
        var expected: Int64 = 0
        for case let entry? in entries {
            guard entry.key == .integer(expected) else { return false }
            expected += 1
        }
        return true
    }
}
