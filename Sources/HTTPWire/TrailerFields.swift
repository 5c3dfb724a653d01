extension FieldSection {
    /// A trailer section without the fields that must not be in one (RFC 9110 §6.5.1).
    ///
    /// Fields for framing, routing and authentication come too late in a trailer section. They are removed so that code that
    /// merges trailers into the header section cannot use them.
    init(trailer records: [FieldRecord], bytes: [UInt8]) {
        guard !records.isEmpty else {
            self.init()
            return
        }
        let span = bytes.span
        self.init(bytes: bytes, records: records.filter { !Self.isForbiddenInTrailers(span, $0.name.range) })
    }

    private static func isForbiddenInTrailers(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> Bool {
        switch name.count {
        case 2: bytes.equals("te", in: name)
        case 4: bytes.equals("host", in: name)
        case 6: bytes.equals("expect", in: name) || bytes.equals("cookie", in: name)
        case 7: bytes.equals("trailer", in: name) || bytes.equals("upgrade", in: name)
        case 10: bytes.equals("connection", in: name)
        case 12: bytes.equals("content-type", in: name) || bytes.equals("max-forwards", in: name)
        case 13:
            bytes.equals("authorization", in: name) || bytes.equals("content-range", in: name)
                || bytes.equals("cache-control", in: name)
        case 14: bytes.equals("content-length", in: name)
        case 16: bytes.equals("content-encoding", in: name)
        case 17: bytes.equals("transfer-encoding", in: name)
        case 19: bytes.equals("proxy-authorization", in: name)
        default: false
        }
    }
}
