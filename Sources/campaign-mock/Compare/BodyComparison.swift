import JSON

/// Finds the differences of two bodies, by the path of the member.
struct BodyComparison {
    private(set) var differences: [Difference] = []

    // MARK: - Values

    /// Compares two values and all that is in them. The order of members does not count.
    mutating func compareValues(_ real: JSONValue, _ mock: JSONValue, at path: String = "") {
        switch (real, mock) {
        case (.object(let realObject), .object(let mockObject)):
            compareMembers(realObject, mockObject, at: path) { $0.compareValues($1, $2, at: $3) }
        case (.array(let realElements), .array(let mockElements)):
            guard realElements.count == mockElements.count else {
                note(path, "a list of \(realElements.count)", "a list of \(mockElements.count)")
                return
            }
            for (index, pair) in zip(realElements, mockElements).enumerated() {
                compareValues(pair.0, pair.1, at: "\(path)[\(index)]")
            }
        case (.integer, .double), (.double, .integer):
            if real.double != mock.double { note(path, Self.text(real), Self.text(mock)) }
        default:
            if real != mock { note(path, Self.text(real), Self.text(mock)) }
        }
    }

    // MARK: - Form

    /// Compares which members there are and of what kind, because the values are the account's own. The elements of a list
    /// count as one; an empty list and `null` fit everything.
    mutating func compareForm(_ real: JSONValue, _ mock: JSONValue, at path: String = "") {
        switch (real, mock) {
        case (.null, _), (_, .null): break
        case (.object(let realObject), .object(let mockObject)):
            compareMembers(realObject, mockObject, at: path) { comparison, real, mock, path in
                // The members of `variables` are the user's own.
                if !path.hasSuffix("variables") { comparison.compareForm(real, mock, at: path) }
            }
        case (.array(let realElements), .array(let mockElements)):
            guard let realElement = Self.merged(realElements), let mockElement = Self.merged(mockElements) else {
                break
            }
            compareForm(realElement, mockElement, at: "\(path)[]")
        case (.integer, .double), (.double, .integer): break
        default:
            if real.kind != mock.kind { note(path, real.kind, mock.kind) }
        }
    }

    /// One element with all members that any element has; `nil` for no elements.
    private static func merged(_ elements: [JSONValue]) -> JSONValue? {
        guard let first = elements.first else { return nil }
        return elements.dropFirst().reduce(first) { merged, element in
            guard case .object(var object) = merged, case .object(let other) = element else {
                return merged == .null ? element : merged
            }
            for member in other.members where object[member.name] ?? .null == .null {
                object[member.name] = member.value
            }
            return .object(object)
        }
    }

    // MARK: - Members

    private mutating func compareMembers(
        _ real: JSONObject, _ mock: JSONObject, at path: String,
        with compare: (inout BodyComparison, JSONValue, JSONValue, String) -> Void
    ) {
        for member in real.members {
            let inner = path.isEmpty ? member.name : "\(path).\(member.name)"
            if let other = mock[member.name] {
                compare(&self, member.value, other, inner)
            } else {
                note(inner, Self.text(member.value), nil)
            }
        }
        for member in mock.members where real[member.name] == nil {
            note(path.isEmpty ? member.name : "\(path).\(member.name)", nil, Self.text(member.value))
        }
    }

    private mutating func note(_ path: String, _ real: String?, _ mock: String?) {
        differences.append(Difference(place: .body(path), real: real, mock: mock))
    }

    private static func text(_ value: JSONValue) -> String { String(decoding: value.encoded(), as: UTF8.self) }
}
