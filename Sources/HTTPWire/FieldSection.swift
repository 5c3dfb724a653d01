package import HTTPTypes

/// A range of bytes in one message, of at most 4 GB. The limit of a head is far lower.
struct ByteRange: Sendable, Equatable {
    var start: UInt32
    var end: UInt32

    init(_ range: Range<Int>) {
        start = UInt32(truncatingIfNeeded: range.lowerBound)
        end = UInt32(truncatingIfNeeded: range.upperBound)
    }

    var count: Int { Int(end &- start) }
    var isEmpty: Bool { start == end }
    var range: Range<Int> { Int(start)..<Int(end) }
}

/// The name and the value of one field line as ranges of bytes, the value without the whitespace around it.
struct FieldRecord: Sendable, Equatable {
    var name: ByteRange
    var value: ByteRange
}

/// A header or trailer section: its bytes as they arrived, and the ranges of the fields in them.
///
/// The text of a field is allocated only when it is read.
package struct FieldSection: Sendable {
    let bytes: [UInt8]
    let records: [FieldRecord]

    init(bytes: [UInt8] = [], records: [FieldRecord] = []) {
        self.bytes = bytes
        self.records = records
    }

    /// The number of field lines.
    package var count: Int { records.count }

    /// The values of all lines with this name, joined by `", "` (RFC 9110 §5.2); `nil` when there is none.
    ///
    /// A value that is valid UTF-8 is read as UTF-8, any other as Latin-1.
    package subscript(_ name: HTTPField.Name) -> String? {
        let canonicalName = name.canonicalName
        let wanted = canonicalName.utf8.span
        var combined: String?
        var start = 0
        while let index = index(of: wanted, from: start) {
            let value = text(records[index].value)
            combined = combined.map { $0 + ", " + value } ?? value
            start = index + 1
        }
        return combined
    }

    /// The bytes of the first line with this name, without allocating; `nil` when there is none.
    package func firstValue(_ name: HTTPField.Name) -> ArraySlice<UInt8>? {
        let canonicalName = name.canonicalName
        guard let index = index(of: canonicalName.utf8.span, from: 0) else { return nil }
        return bytes[records[index].value.range]
    }

    /// The value of the one line with this name, without allocating; `nil` when there is none, or more than one.
    package func onlyValue(_ name: HTTPField.Name) -> ArraySlice<UInt8>? {
        let canonicalName = name.canonicalName
        let wanted = canonicalName.utf8.span
        guard let index = index(of: wanted, from: 0), self.index(of: wanted, from: index + 1) == nil else { return nil }
        return bytes[records[index].value.range]
    }

    /// Whether the section has exactly one line with this name, and that line has this value. Case does not count.
    ///
    /// It takes a quarter of the instructions of ``onlyValue(_:)``.
    package func hasOnly(_ name: StaticString, _ value: StaticString) -> Bool {
        let (bytes, records) = (bytes.span, records.span)
        var isFound = false
        for index in records.indices where records[index].name.count == name.utf8CodeUnitCount {
            guard bytes.equals(name, in: records[index].name.range) else { continue }
            guard !isFound, bytes.equals(value, in: records[index].value.range) else { return false }
            isFound = true
        }
        return isFound
    }

    /// Whether the section has a line with this name.
    ///
    /// It takes a third of the instructions of ``firstValue(_:)``, for the fields that few requests have.
    ///
    /// - Parameter name: a field name in lower case.
    package func has(_ name: StaticString) -> Bool {
        let (bytes, records) = (bytes.span, records.span)
        for index in records.indices where records[index].name.count == name.utf8CodeUnitCount {
            if bytes.equals(name, in: records[index].name.range) { return true }
        }
        return false
    }

    /// The section as the type of swift-http-types, with every line in its order.
    ///
    /// Each call builds it, so it is too slow to be called for every request.
    package var fields: HTTPFields {
        var fields = HTTPFields()
        fields.reserveCapacity(records.count)
        for record in records {
            guard let name = HTTPField.Name(text(record.name)) else { continue }
            fields.append(HTTPField(name: name, value: text(record.value)))
        }
        return fields
    }

    /// Name and value of every line, as they were sent.
    package var lines: [(name: String, value: String)] { records.map { (text($0.name), text($0.value)) } }

    func text(_ range: ByteRange) -> String { String(lenient: bytes[range.range]) }

    /// The index of the first line with this name, which is in lower case, from `start` on.
    private func index(of name: borrowing Span<UInt8>, from start: Int) -> Int? {
        let (bytes, records) = (bytes.span, records.span)
        for index in start..<records.count where bytes.isName(name, at: records[index].name) { return index }
        return nil
    }
}

extension String {
    /// The text of bytes without a stated encoding: UTF-8 when they are valid UTF-8, otherwise Latin-1 (RFC 9110 §5.5).
    package init(lenient bytes: ArraySlice<UInt8>) {
        if bytes.allSatisfy({ $0 < 0x80 }) {
            // Most values are ASCII. Validating them as UTF-8 takes three times as long.
            self.init(decoding: bytes, as: UTF8.self)
        } else if let text = String(validating: bytes, as: UTF8.self) {
            self = text
        } else {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
            self = String(text)
        }
    }
}
