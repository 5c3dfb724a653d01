/// Writes JSON text piece by piece; sets the commas, and in pretty mode the lines, itself.
///
/// The caller keeps the order: inside an object each value follows a ``name(_:)``. Text goes out as UTF-8 as it is, `/`
/// is not escaped.
package struct JSONWriter: Sendable {
    /// The text, and behind it room for more: cheaper to fill than an array is to append to.
    private var storage: [UInt8]
    /// How many bytes of it are text.
    private var length: Int
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
        storage = bytes
        length = bytes.count
    }

    /// The text so far.
    package var bytes: [UInt8] { Array(storage[..<length]) }

    /// The whole text, which leaves the writer with none: cheaper than a copy.
    package mutating func takeBytes() -> [UInt8] {
        var bytes: [UInt8] = []
        swap(&bytes, &storage)
        bytes.removeLast(bytes.count - length)
        length = 0
        return bytes
    }

    /// Makes room for a text of that many bytes in all.
    package mutating func reserveCapacity(_ count: Int) {
        if storage.count < count { grow(to: count) }
    }

    // MARK: - Containers

    package mutating func beginObject() { begin(UInt8(ascii: "{")) }
    package mutating func endObject() { end(UInt8(ascii: "}")) }
    package mutating func beginArray() { begin(UInt8(ascii: "[")) }
    package mutating func endArray() { end(UInt8(ascii: "]")) }

    /// Writes the name of the member whose value comes next.
    package mutating func name(_ name: String) {
        withBytes(of: name) { $0.quote($1, isName: true) }
    }

    /// Writes a name that the program spells out, and that has nothing to escape.
    package mutating func name(plain name: StaticString) {
        quote(plain: name.bytes, isName: true)
    }

    // MARK: - Values

    package mutating func null() { element("null" as StaticString) }

    package mutating func bool(_ value: Bool) { element((value ? "true" : "false") as StaticString) }

    package mutating func string(_ value: String) {
        withBytes(of: value) { $0.quote($1, isName: false) }
    }

    package mutating func integer(_ value: Int64) {
        var rest = value.magnitude
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { text in
            var first = text.endIndex
            repeat {
                first -= 1
                text[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            if value < 0 {
                first -= 1
                text[first] = UInt8(ascii: "-")
            }
            element(UnsafeBufferPointer(rebasing: text[first...]))
        }
    }

    package mutating func integer(_ value: some BinaryInteger) {
        if let value = Int64(exactly: value) {
            integer(value)
        } else {
            encoded(String(value).utf8)
        }
    }

    /// Writes the shortest text that reads back as the same double.
    ///
    /// JSON has no infinity (RFC 8259 §6): that is `null`.
    package mutating func double(_ value: Double) {
        guard value.isFinite else { return null() }
        encoded(value.description.utf8)
    }

    /// Writes text that is JSON already, as it is.
    package mutating func encoded(_ text: some Collection<UInt8>) {
        if text.withContiguousStorageIfAvailable({ element($0) }) == nil {
            Array(text).withUnsafeBufferPointer { element($0) }
        }
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
        element(1) { $0[0] = bracket }
        depth += 1
        hasElements = false
    }

    private mutating func end(_ bracket: UInt8) {
        depth -= 1
        if isPretty, hasElements { beginLine() }
        append(bracket)
        hasElements = true
    }

    private mutating func element(_ text: StaticString) { element(text.bytes) }

    private mutating func element(_ text: UnsafeBufferPointer<UInt8>) {
        // Nothing is no element; there would be no room for it either.
        guard let start = text.baseAddress, !text.isEmpty else { return }
        element(text.count) { $0.update(from: start, count: text.count) }
    }

    /// Adds an element, a name or the beginning of either, and before it what parts it from the one before.
    ///
    /// - Parameters:
    ///   - count: its length, at least 1.
    ///   - fill: sets all of its bytes.
    @inline(__always)
    private mutating func element(_ count: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        var needsComma = hasElements && !followsName
        if isPretty, !followsName, depth > 0 {
            if needsComma { append(UInt8(ascii: ",")) }
            needsComma = false
            beginLine()
        }
        let start = needsComma ? 1 : 0
        write(start + count) { room in
            // Where none is needed, the element covers it.
            room[0] = UInt8(ascii: ",")
            fill(room + start)
        }
        hasElements = true
        followsName = false
    }

    private mutating func beginLine() {
        append(UInt8(ascii: "\n"))
        for _ in 0..<2 * max(0, depth) { append(UInt8(ascii: " ")) }
    }

    // MARK: - Text

    /// Without a copy of the string where it is UTF-8 already, as all are that Swift makes.
    @inline(__always)
    private mutating func withBytes(of text: String, _ write: (inout Self, UnsafeBufferPointer<UInt8>) -> Void) {
        if text.utf8.withContiguousStorageIfAvailable({ write(&self, $0) }) == nil {
            var text = text
            text.withUTF8 { write(&self, $0) }
        }
    }

    @inline(__always)
    private mutating func quote(_ text: UnsafeBufferPointer<UInt8>, isName: Bool) {
        if PlainText.end(from: 0, in: text.span, onlyASCII: false) == text.count {
            quote(plain: text, isName: isName)
        } else {
            quote(escaping: text, isName: isName)
        }
    }

    /// - Parameter isName: whether it is the name of the member whose value comes next.
    @inline(__always)
    private mutating func quote(plain text: UnsafeBufferPointer<UInt8>, isName: Bool) {
        element(text.count + (isName ? 3 : 2)) { room in
            room[0] = UInt8(ascii: "\"")
            if let start = text.baseAddress { (room + 1).update(from: start, count: text.count) }
            room[text.count + 1] = UInt8(ascii: "\"")
            if isName { room[text.count + 2] = UInt8(ascii: ":") }
        }
        if isName { endName() }
    }

    private mutating func quote(escaping text: UnsafeBufferPointer<UInt8>, isName: Bool) {
        element(1) { $0[0] = UInt8(ascii: "\"") }
        var start = 0
        while true {
            let end = PlainText.end(from: start, in: text.span, onlyASCII: false)
            append(UnsafeBufferPointer(rebasing: text[start..<end]))
            guard end < text.count else { break }
            escape(text[end])
            start = end + 1
        }
        append(UInt8(ascii: "\""))
        guard isName else { return }
        append(UInt8(ascii: ":"))
        endName()
    }

    @inline(__always)
    private mutating func endName() {
        if isPretty { append(UInt8(ascii: " ")) }
        followsName = true
    }

    /// Control characters, `"` and `\` must be escaped (RFC 8259 §7); the others may stand as they are.
    private mutating func escape(_ byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        case 0x22, 0x5C: append(byte)
        default:
            append((byte < 0x10 ? "u000" : "u001" as StaticString).bytes)
            let digit = byte & 0x0F
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    // MARK: - Storage

    @inline(__always)
    private mutating func append(_ byte: UInt8) {
        write(1) { $0[0] = byte }
    }

    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        write(text.count) { room in
            if let start = text.baseAddress { room.update(from: start, count: text.count) }
        }
    }

    /// Adds bytes to the text.
    ///
    /// - Parameter fill: sets all of them.
    @inline(__always)
    private mutating func write(_ count: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        if storage.count - length < count { grow(to: max(length + count, 2 * storage.count, 256)) }
        storage.withUnsafeMutableBufferPointer { [length] storage in
            if let start = storage.baseAddress { fill(start + length) }
        }
        length += count
    }

    @inline(never)
    private mutating func grow(to count: Int) {
        storage.reserveCapacity(count)
        while storage.count < count {
            Self.zeros.withUnsafeBufferPointer { zeros in
                storage.append(contentsOf: UnsafeBufferPointer(rebasing: zeros.prefix(count - storage.count)))
            }
        }
    }

    /// Copied from, which takes a part of what setting byte after byte does.
    private static let zeros = [UInt8](repeating: 0, count: 1024)
}

extension StaticString {
    fileprivate var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
    }
}
