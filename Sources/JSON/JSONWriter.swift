import Base

/// Writes compact JSON text piece by piece and puts the commas between the elements.
///
/// The caller is responsible for the order: inside an object each value follows a ``name(_:)``. Strings stay in UTF-8, with
/// only those escapes that JSON demands.
package struct JSONWriter: Sendable {
    /// The text, and zeros after it, which the next elements overwrite.
    ///
    /// Appending to an array instead, with names and numbers as strings, took 15 % more of a create: scripts/instructions.
    private var storage: [UInt8]
    /// How many bytes of it are text.
    private var length: Int
    /// Whether the open array or object has an element already, so that the next one needs a comma.
    private var hasElements = false
    /// Whether the last thing written is a name, so that its value needs no comma.
    private var followsName = false

    /// - Parameter bytes: what the text is appended to.
    package init(appendingTo bytes: [UInt8] = []) {
        storage = bytes
        length = bytes.count
    }

    /// The text so far.
    package var bytes: [UInt8] { Array(storage[..<length]) }

    /// The whole text, without a copy. The writer is empty afterwards.
    package mutating func takeBytes() -> [UInt8] {
        var bytes: [UInt8] = []
        swap(&bytes, &storage)
        bytes.removeLast(bytes.count - length)
        length = 0
        return bytes
    }

    /// Allocates room for a text of that many bytes in all.
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

    /// Writes the name of the member whose value comes next, from a literal that needs no escape.
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
    /// An infinity and a NaN, which JSON does not have (RFC 8259 §6), become `null`.
    package mutating func double(_ value: Double) {
        guard value.isFinite else { return null() }
        encoded(value.description.utf8)
    }

    /// Writes an element that is JSON text already, as it is; no element when the text is empty.
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
    //
    // Without `@inline(__always)` from here on, a create takes 3 % more: scripts/instructions.

    private mutating func begin(_ bracket: UInt8) {
        element(1) { $0[0] = bracket }
        hasElements = false
    }

    private mutating func end(_ bracket: UInt8) {
        append(bracket)
        hasElements = true
    }

    private mutating func element(_ text: StaticString) { element(text.bytes) }

    private mutating func element(_ text: UnsafeBufferPointer<UInt8>) {
        guard let start = text.baseAddress, !text.isEmpty else { return }
        element(text.count) { $0.update(from: start, count: text.count) }
    }

    /// Adds an element, a name or the beginning of either, and before it the comma that it needs.
    ///
    /// - Parameters:
    ///   - count: its length, at least 1.
    ///   - fill: sets all of its bytes.
    @inline(__always)
    private mutating func element(_ count: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        let start = hasElements && !followsName ? 1 : 0
        write(start + count) { text in
            // Where no comma is needed, the element overwrites it.
            text[0] = UInt8(ascii: ",")
            fill(text + start)
        }
        hasElements = true
        followsName = false
    }

    // MARK: - Text

    /// Calls `write` with the bytes of the text, without a copy where it is stored in UTF-8, as all native strings are.
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
        element(text.count + (isName ? 3 : 2)) { output in
            output[0] = UInt8(ascii: "\"")
            if let start = text.baseAddress { (output + 1).update(from: start, count: text.count) }
            output[text.count + 1] = UInt8(ascii: "\"")
            if isName { output[text.count + 2] = UInt8(ascii: ":") }
        }
        if isName { followsName = true }
    }

    private mutating func quote(escaping text: UnsafeBufferPointer<UInt8>, isName: Bool) {
        element(1) { $0[0] = UInt8(ascii: "\"") }
        var start = 0
        while true {
            let end = PlainText.end(from: start, in: text.span, onlyASCII: false)
            append(UnsafeBufferPointer(rebasing: text[start..<end]))
            guard end < text.count else { break }
            withBytes(of: JSONString.escape(of: text[end])) { $0.append($1) }
            start = end + 1
        }
        append(UInt8(ascii: "\""))
        guard isName else { return }
        append(UInt8(ascii: ":"))
        followsName = true
    }

    // MARK: - Storage

    @inline(__always)
    private mutating func append(_ byte: UInt8) {
        write(1) { $0[0] = byte }
    }

    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        write(text.count) { output in
            if let start = text.baseAddress { output.update(from: start, count: text.count) }
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

    /// Copying these takes a fraction of the time of setting one byte after the other.
    private static let zeros = [UInt8](repeating: 0, count: 1024)
}

extension StaticString {
    fileprivate var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
    }
}
