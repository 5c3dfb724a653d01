/// Writes JSON text piece by piece; sets the commas, and in pretty mode the lines, itself.
///
/// The caller keeps the order: inside an object each value follows a ``name(_:)``. Text goes out as UTF-8 as it is, `/`
/// is not escaped.
package struct JSONWriter: Sendable {
    package private(set) var bytes: [UInt8]
    private let isPretty: Bool
    private var depth = 0
    /// Whether the container at hand already has an element, so that the next one needs a comma.
    private var hasElements = false
    /// Whether a name has just been written, so that the value goes on in its line.
    private var followsName = false

    /// - Parameters:
    ///   - pretty: one element a line, indented by two spaces.
    ///   - bytes: what to append to.
    package init(pretty: Bool = false, appendingTo bytes: [UInt8] = []) {
        self.isPretty = pretty
        self.bytes = bytes
    }

    package mutating func reserveCapacity(_ count: Int) {
        bytes.reserveCapacity(count)
    }

    // MARK: - Containers

    package mutating func beginObject() { begin(UInt8(ascii: "{")) }
    package mutating func endObject() { end(UInt8(ascii: "}")) }
    package mutating func beginArray() { begin(UInt8(ascii: "[")) }
    package mutating func endArray() { end(UInt8(ascii: "]")) }

    /// Writes the name of the member whose value comes next.
    package mutating func name(_ name: String) {
        beginElement()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        if isPretty { bytes.append(UInt8(ascii: " ")) }
        followsName = true
    }

    /// Writes a name that the program spells out, and that has nothing to escape.
    package mutating func name(plain name: StaticString) {
        beginElement()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        if isPretty { bytes.append(UInt8(ascii: " ")) }
        followsName = true
    }

    // MARK: - Values

    package mutating func null() { literal("null") }

    package mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

    package mutating func string(_ value: String) {
        beginElement()
        quote(value)
    }

    package mutating func integer(_ value: some BinaryInteger) {
        beginElement()
        guard let value = Int64(exactly: value) else {
            bytes.append(contentsOf: String(value).utf8)
            return
        }
        decimal(value)
    }

    /// Writes the shortest text that reads back as the same double.
    ///
    /// JSON has no infinity (RFC 8259 §6): that is `null`.
    package mutating func double(_ value: Double) {
        guard value.isFinite else { return null() }
        beginElement()
        bytes.append(contentsOf: value.description.utf8)
    }

    /// Writes text that is JSON already, as it is.
    package mutating func encoded(_ text: some Collection<UInt8>) {
        beginElement()
        bytes.append(contentsOf: text)
    }

    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .integer(let value): integer(value)
        case .double(let value): double(value)
        case .string(let value): string(value)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members {
                name(member.name)
                self.value(member.value)
            }
            endObject()
        }
    }

    // MARK: - Layout

    private mutating func begin(_ bracket: UInt8) {
        beginElement()
        bytes.append(bracket)
        depth += 1
        hasElements = false
    }

    private mutating func end(_ bracket: UInt8) {
        depth -= 1
        if hasElements { beginLine() }
        bytes.append(bracket)
        hasElements = true
    }

    /// Everything between the element before and this one.
    private mutating func beginElement() {
        if followsName {
            followsName = false
            return
        }
        if hasElements { bytes.append(UInt8(ascii: ",")) }
        if depth > 0 { beginLine() }
        hasElements = true
    }

    private mutating func beginLine() {
        guard isPretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * max(0, depth)))
    }

    // MARK: - Text

    private mutating func literal(_ text: StaticString) {
        beginElement()
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func decimal(_ value: Int64) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var first = digits.endIndex
            repeat {
                first -= 1
                digits[first] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[first...]))
        }
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var plain = 0
            for index in utf8.indices where utf8[index] < 0x20 || utf8[index] == 0x22 || utf8[index] == 0x5C {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[plain..<index]))
                escape(utf8[index])
                plain = index + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[plain...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Control characters, `"` and `\` must be escaped (RFC 8259 §7); the others may stand as they are.
    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x22, 0x5C: bytes.append(byte)
        default:
            bytes.append(contentsOf: byte < 0x10 ? "u000".utf8 : "u001".utf8)
            let digit = byte & 0x0F
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}

extension JSONValue {
    /// The value as JSON text in UTF-8: compact, or one element a line.
    ///
    /// Pretty text does not end with a line feed.
    package func encoded(pretty: Bool = false) -> [UInt8] {
        var writer = JSONWriter(pretty: pretty)
        writer.value(self)
        return writer.bytes
    }
}
