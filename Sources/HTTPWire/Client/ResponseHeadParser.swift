/// Reads a status line and the header section after it (RFC 9112 §4, §5).
///
/// It reads the bytes that have arrived and continues with the next ones.
struct ResponseHeadParser {
    private var section: FieldSectionParser?
    private(set) var status = 0
    private(set) var minorVersion = 1

    /// The index after the head, once the head is complete.
    var position: Int { section?.position ?? 0 }
    var records: [FieldRecord] { section?.records ?? [] }

    /// Reads the bytes that are new.
    ///
    /// - Parameter bytes: all bytes that have arrived, from the first byte of the head.
    /// - Returns: whether the head is complete.
    mutating func parse(_ bytes: borrowing Span<UInt8>, fieldLimit: Int) throws(ResponseError) -> Bool {
        if section == nil {
            guard let end = try parseStatusLine(bytes) else { return false }
            section = FieldSectionParser(at: end)
        }
        while true {
            do throws(RequestError) {
                switch try section?.next(bytes, fieldLimit: fieldLimit) {
                case .field: continue
                case .needsMore, nil: return false
                case .end: return true
                }
            } catch {
                if case .tooManyFields = error { throw .tooManyFields(limit: fieldLimit) }
                throw .malformedField(error)
            }
        }
    }

    /// Reads `HTTP-version SP status-code [ SP reason-phrase ] CRLF`. Servers may leave out the space before an empty
    /// reason, and clients should read that (RFC 9112 §4).
    ///
    /// - Returns: the index after the line; `nil` while it is incomplete.
    private mutating func parseStatusLine(_ bytes: borrowing Span<UInt8>) throws(ResponseError) -> Int? {
        // `HTTP/1.1 200`: each byte is judged as soon as it has come, so that garbage is not waited for.
        for index in 0..<min(bytes.count, 12) where !Self.fits(bytes[index], at: index) {
            throw .notHTTP(start: Self.start(of: bytes))
        }
        guard bytes.count > 12 else { return nil }
        guard bytes[12] == .space || bytes[12] == .carriageReturn else { throw .notHTTP(start: Self.start(of: bytes)) }
        var end = 12
        while end < bytes.count, bytes[end].isFieldValueByte { end += 1 }
        guard end < bytes.count else { return nil }
        guard bytes[end] == .carriageReturn || bytes[end] == .lineFeed else { throw .invalidReasonPhrase }
        guard bytes[end] == .carriageReturn else { throw .malformedField(.invalidLineEnding) }
        guard end + 1 < bytes.count else { return nil }
        guard bytes[end + 1] == .lineFeed else { throw .malformedField(.invalidLineEnding) }
        minorVersion = Int(bytes[7] - UInt8(ascii: "0"))
        status = (9..<12).reduce(0) { $0 * 10 + Int(bytes[$1] - UInt8(ascii: "0")) }
        guard status >= 100 else { throw .notHTTP(start: Self.start(of: bytes)) }
        return end + 2
    }

    private static func fits(_ byte: UInt8, at index: Int) -> Bool {
        switch index {
        case 0...6: byte == "HTTP/1.".utf8.span[index]
        case 8: byte == .space
        default: byte.isDigit
        }
    }

    /// The first bytes for a message, with a dot for each that cannot be printed.
    private static func start(of bytes: borrowing Span<UInt8>) -> String {
        var text = ""
        for index in 0..<min(bytes.count, 24) {
            let byte = bytes[index]
            text.unicodeScalars.append(byte >= 0x20 && byte < 0x7F ? Unicode.Scalar(byte) : ".")
        }
        return text
    }
}
