/// Collects the header fields about framing, connection and expectations, line by line.
///
/// It checks only the fields that decide how the bytes of the connection are read. The handler checks the others.
struct FieldSemantics {
    private(set) var host: ByteRange?
    private(set) var hasHostName = false
    private(set) var contentLength: Int?
    private var codings = TransferCodings()
    private var closes = false
    private var asksToKeepAlive = false
    private var expectsContinue = false
    private var hasUnknownExpectation = false

    /// Reads one field line.
    mutating func add(_ record: FieldRecord, in bytes: borrowing Span<UInt8>) throws(RequestError) {
        let name = record.name.range
        let value = record.value.range
        switch name.count {
        case 4 where bytes.equals("host", in: name):
            // Several lines, even equal ones, and an invalid one must get a 400 (RFC 9112 §3.2).
            guard host == nil else { throw .repeatedHost }
            guard let syntax = AuthoritySyntax(bytes, value) else { throw .invalidHost }
            host = record.value
            hasHostName = !syntax.host.isEmpty
        case 6 where bytes.equals("expect", in: name):
            var rest = value
            while let element = bytes.nextElement(of: &rest) {
                if bytes.equals("100-continue", in: element) {
                    expectsContinue = true
                } else {
                    hasUnknownExpectation = true
                }
            }
        case 10 where bytes.equals("connection", in: name):
            var rest = value
            while let element = bytes.nextElement(of: &rest) {
                if bytes.equals("close", in: element) { closes = true }
                if bytes.equals("keep-alive", in: element) { asksToKeepAlive = true }
            }
        case 14 where bytes.equals("content-length", in: name):
            // Equal values may be read as one or refused (RFC 9112 §6.3). A refusal has one meaning for all recipients.
            guard contentLength == nil else { throw .repeatedContentLength }
            contentLength = try Self.contentLength(bytes, value)
        case 17 where bytes.equals("transfer-encoding", in: name):
            codings.add(bytes, value)
        default: break
        }
    }

    /// Reads `1*DIGIT` (RFC 9110 §8.6), at most the largest `Int`.
    private static func contentLength(
        _ bytes: borrowing Span<UInt8>, _ range: Range<Int>
    ) throws(RequestError) -> Int {
        guard !range.isEmpty else { throw .invalidContentLength }
        var length = 0
        for index in range {
            guard bytes[index].isDigit else { throw .invalidContentLength }
            let (shifted, overflows) = length.multipliedReportingOverflow(by: 10)
            let (sum, overflowsToo) = shifted.addingReportingOverflow(Int(bytes[index] - UInt8(ascii: "0")))
            guard !overflows, !overflowsToo else { throw .invalidContentLength }
            length = sum
        }
        return length
    }

    /// How the end of the content is found (RFC 9112 §6.1, §6.3). Call this after all fields have been added.
    func framing(minorVersion: Int) throws(RequestError) -> BodyFraming {
        guard codings.isPresent else { return contentLength.map(BodyFraming.length) ?? .none }
        // "MUST treat the message as if the framing is faulty", RFC 9112 §6.1.
        guard minorVersion > 0 else { throw .transferEncodingInHTTP10 }
        // A server may refuse it (RFC 9112 §6.1). It is refused because request smuggling looks like this.
        guard contentLength == nil else { throw .conflictingFraming }
        try codings.check()
        return .chunked
    }

    /// Whether the connection persists after the response (RFC 9112 §9.3).
    func keepsAlive(minorVersion: Int) -> Bool {
        !closes && (minorVersion > 0 || asksToKeepAlive)
    }

    /// Whether to send `100 Continue` before the content is read.
    ///
    /// HTTP/1.0 has no expectations, so the field is ignored there.
    ///
    /// - Throws: ``RequestError/unsupportedExpectation`` for any other expectation (RFC 9110 §10.1.1).
    func expectsContinue(minorVersion: Int) throws(RequestError) -> Bool {
        guard minorVersion > 0 else { return false }
        guard !hasUnknownExpectation else { throw .unsupportedExpectation }
        return expectsContinue
    }
}

/// The list of transfer codings in all lines of Transfer-Encoding (RFC 9112 §6.1).
struct TransferCodings {
    private(set) var isPresent = false
    private var chunkedCount = 0
    private var endsInChunked = false
    private var hasOther = false

    mutating func add(_ bytes: borrowing Span<UInt8>, _ value: Range<Int>) {
        isPresent = true
        var rest = value
        while let element = bytes.nextElement(of: &rest) {
            // Parameters of chunked are an error (RFC 9112 §7.1). Here they make it another coding.
            endsInChunked = bytes.equals("chunked", in: element)
            if endsInChunked { chunkedCount += 1 } else { hasOther = true }
        }
    }

    /// - Throws: ``RequestError/invalidTransferEncoding`` when chunked is not last or is there twice, so that the length
    ///   is unknown (400, RFC 9112 §6.3). ``RequestError/unsupportedTransferCoding`` when chunked is last and another
    ///   coding comes before it (501, §6.1).
    func check() throws(RequestError) {
        guard endsInChunked, chunkedCount == 1 else { throw .invalidTransferEncoding }
        guard !hasOther else { throw .unsupportedTransferCoding }
    }
}
