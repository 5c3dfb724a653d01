/// Reads one JSON text: strictly by RFC 8259, strictly in UTF-8, in time proportional to its length.
///
/// It is our own because Foundation's parsers do not tell what the validation rules and messages need: whether a number is
/// written as an integer, which names are repeated, whether a number is beyond the range of doubles, and at which byte a
/// mistake is.
package struct JSONReader {
    var position = 0
    private var depth = 0
    private let maximumDepth: Int
    let names: KnownStrings

    /// The depth of the mock's own documents. They hold the variables of leads, which are nearly as deep as a request may
    /// be, some levels further inside.
    package static let documentDepth = 144

    /// Reads a whole text.
    ///
    /// - Parameters:
    ///   - bytes: the text: one value, with white space around it or not.
    ///   - maximumDepth: how many arrays and objects may be inside each other. The reader is recursive, so this limits its
    ///     stack.
    ///   - names: names of members that the text is expected to have. They are not allocated again for each text.
    /// - Throws: the first mistake in the text.
    package static func read(
        _ bytes: Span<UInt8>, maximumDepth: Int = 128, names: KnownStrings = .none
    ) throws(JSONError) -> JSONValue {
        var reader = JSONReader(maximumDepth: maximumDepth, names: names)
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            throw JSONError(.byteOrderMark, at: 0)
        }
        reader.skipWhiteSpace(in: bytes)
        let value = try reader.value(in: bytes, expecting: .value)
        reader.skipWhiteSpace(in: bytes)
        guard reader.position == bytes.count else { throw reader.mistake(in: bytes, expecting: .endOfText) }
        return value
    }

    private init(maximumDepth: Int, names: KnownStrings) {
        self.maximumDepth = maximumDepth
        self.names = names
    }

    private mutating func value(
        in bytes: Span<UInt8>, expecting expectation: JSONError.Expectation
    ) throws(JSONError) -> JSONValue {
        guard position < bytes.count else { throw mistake(in: bytes, expecting: expectation) }
        switch bytes[position] {
        case UInt8(ascii: "\""): return .string(try string(in: bytes))
        case UInt8(ascii: "{"): return try object(in: bytes)
        case UInt8(ascii: "["): return try array(in: bytes)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(in: bytes)
        case UInt8(ascii: "t"): return try literal("true", .bool(true), in: bytes)
        case UInt8(ascii: "f"): return try literal("false", .bool(false), in: bytes)
        case UInt8(ascii: "n"): return try literal("null", .null, in: bytes)
        default: throw mistake(in: bytes, expecting: expectation)
        }
    }

    private mutating func object(in bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        try enter()
        var object = JSONObject()
        if next(is: UInt8(ascii: "}"), in: bytes) { return leave(with: .object(object)) }
        // Only the outermost object, because there is one of it: a text of many small objects would waste memory.
        if depth == 1 { object.reserveCapacity(16) }
        repeat {
            skipWhiteSpace(in: bytes)
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                throw mistake(in: bytes, expecting: object.isEmpty ? .nameOrEndOfObject : .name)
            }
            let name = try name(in: bytes)
            guard next(is: UInt8(ascii: ":"), in: bytes) else { throw mistake(in: bytes, expecting: .colon) }
            skipWhiteSpace(in: bytes)
            object.append(name, try value(in: bytes, expecting: .value))
        } while next(is: UInt8(ascii: ","), in: bytes)
        guard next(is: UInt8(ascii: "}"), in: bytes) else { throw mistake(in: bytes, expecting: .commaOrEndOfObject) }
        return leave(with: .object(object))
    }

    private mutating func array(in bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        try enter()
        var elements: [JSONValue] = []
        if next(is: UInt8(ascii: "]"), in: bytes) { return leave(with: .array(elements)) }
        elements.reserveCapacity(depth <= 2 ? 8 : 1)
        repeat {
            skipWhiteSpace(in: bytes)
            elements.append(try value(in: bytes, expecting: elements.isEmpty ? .valueOrEndOfArray : .value))
        } while next(is: UInt8(ascii: ","), in: bytes)
        guard next(is: UInt8(ascii: "]"), in: bytes) else { throw mistake(in: bytes, expecting: .commaOrEndOfArray) }
        return leave(with: .array(elements))
    }

    private mutating func literal(
        _ text: StaticString, _ value: JSONValue, in bytes: Span<UInt8>
    ) throws(JSONError) -> JSONValue {
        let start = position
        while position - start < text.utf8CodeUnitCount {
            guard position < bytes.count, bytes[position] == text.utf8Start[position - start] else {
                throw mistake(in: bytes, expecting: .literal(text.description))
            }
            position += 1
        }
        return value
    }

    // MARK: - Depth

    /// Moves over the opening bracket.
    private mutating func enter() throws(JSONError) {
        guard depth < maximumDepth else { throw JSONError(.tooDeep(maximum: maximumDepth), at: position) }
        depth += 1
        position += 1
    }

    private mutating func leave(with value: JSONValue) -> JSONValue {
        depth -= 1
        return value
    }

    // MARK: - White space and mistakes

    /// Moves over white space, and over `byte` when it follows.
    ///
    /// - Returns: whether it follows.
    private mutating func next(is byte: UInt8, in bytes: Span<UInt8>) -> Bool {
        skipWhiteSpace(in: bytes)
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipWhiteSpace(in bytes: Span<UInt8>) {
        var index = position
        while index < bytes.count, Self.isWhiteSpace(bytes[index]) { index += 1 }
        position = index
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// The error that the byte or the end at the position is not what is expected.
    func mistake(in bytes: Span<UInt8>, expecting expectation: JSONError.Expectation) -> JSONError {
        position < bytes.count
            ? JSONError(.unexpected(bytes[position], expected: expectation), at: position)
            : JSONError(.unexpectedEnd(expected: expectation), at: position)
    }
}
