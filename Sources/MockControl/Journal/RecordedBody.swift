import Foundation
package import JSON

/// The part of a body that the journal has kept, and the length of the whole body in bytes.
package struct RecordedBody: Sendable {
    package let bytes: ArraySlice<UInt8>
    package let fullCount: Int

    package var isTruncated: Bool { bytes.count < fullCount }

    /// `nil` when the body is not JSON or was cut. The kept part could parse as a different value.
    package var json: JSONValue? { isTruncated ? nil : bytes.json }

    /// Writes `body` when the bytes are UTF-8, else `body_base64`; then `body_bytes` and `body_truncated`.
    func write(to writer: inout JSONWriter) {
        if let text {
            writer.name("body")
            writer.string(text)
        } else {
            writer.name("body_base64")
            writer.string(base64)
        }
        writer.name("body_bytes")
        writer.integer(fullCount)
        writer.name("body_truncated")
        writer.bool(isTruncated)
    }

    /// The kept part as text; `nil` when it is not UTF-8.
    var text: String? { String(validating: bytes, as: UTF8.self) ?? textBeforeCut }

    /// The kept part in Base64.
    var base64: String { Data(bytes).base64EncodedString() }

    /// The text before a Unicode scalar whose UTF-8 was cut in the middle.
    private var textBeforeCut: String? {
        guard isTruncated else { return nil }
        return (1...3).lazy.compactMap { String(validating: bytes.dropLast($0), as: UTF8.self) }.first
    }
}

extension ArraySlice<UInt8> {
    var json: JSONValue? {
        do {
            return try JSONReader.read(span)
        } catch {
            return nil
        }
    }
}
