/// What the header fields say about framing, connection and expectation, gathered line by line.
///
/// Only fields that decide how the byte stream is read are judged here; all others are the handler's.
struct FieldSemantics {
    private(set) var host: ByteRange?
    private(set) var hasHostName = false
    private(set) var contentLength: Int?
    private var codings = TransferCodings()
    private var closes = false
    private var asksToKeepAlive = false
    private var expectsContinue = false
    private var hasUnknownExpectation = false

    /// Takes one field line into account.
    mutating func add(_ record: FieldRecord, in bytes: borrowing Span<UInt8>) throws(RequestError) {
        let name = record.name.range
        let value = record.value.range
        switch name.count {
        case 4 where bytes.equals("host", in: name):
            // More than one line, though they be equal, or an invalid one must be answered 400 (RFC 9112 §3.2).
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
            // Equal values may be taken as one or refused (RFC 9112 §6.3); refused is what nobody reads differently.
            guard contentLength == nil else { throw .repeatedContentLength }
            contentLength = try Self.contentLength(bytes, value)
        case 17 where bytes.equals("transfer-encoding", in: name):
            codings.add(bytes, value)
        default: break
        }
    }

    /// `1*DIGIT` (RFC 9110 §8.6) that an `Int` can hold.
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

    /// How the content ends, once all fields are known (RFC 9112 §6.1, §6.3).
    func framing(minorVersion: Int) throws(RequestError) -> BodyFraming {
        guard codings.isPresent else { return contentLength.map(BodyFraming.length) ?? .none }
        // "MUST treat the message as if the framing is faulty", RFC 9112 §6.1.
        guard minorVersion > 0 else { throw .transferEncodingInHTTP10 }
        // May be refused (RFC 9112 §6.1), and ought to be: it is what request smuggling looks like.
        guard contentLength == nil else { throw .conflictingFraming }
        try codings.check()
        return .chunked
    }

    /// Whether the connection persists after the answer (RFC 9112 §9.3).
    func keepsAlive(minorVersion: Int) -> Bool {
        !closes && (minorVersion > 0 || asksToKeepAlive)
    }

    /// Whether to send `100 Continue` before the content is read.
    ///
    /// - Throws: ``RequestError/unsupportedExpectation`` for any other expectation (RFC 9110 §10.1.1). HTTP/1.0 knows no
    ///   expectations, so there the field says nothing.
    func expectsContinue(minorVersion: Int) throws(RequestError) -> Bool {
        guard minorVersion > 0 else { return false }
        guard !hasUnknownExpectation else { throw .unsupportedExpectation }
        return expectsContinue
    }
}

/// The list in Transfer-Encoding, over all of its lines (RFC 9112 §6.1).
struct TransferCodings {
    private(set) var isPresent = false
    private var chunkedCount = 0
    private var endsInChunked = false
    private var hasOther = false

    mutating func add(_ bytes: borrowing Span<UInt8>, _ value: Range<Int>) {
        isPresent = true
        var rest = value
        while let element = bytes.nextElement(of: &rest) {
            // Parameters on chunked are an error (RFC 9112 §7.1), and so make it another coding here.
            endsInChunked = bytes.equals("chunked", in: element)
            if endsInChunked { chunkedCount += 1 } else { hasOther = true }
        }
    }

    /// - Throws: ``RequestError/invalidTransferEncoding`` when the length cannot be known, for chunked is not last, or
    ///   chunked is there twice (400, RFC 9112 §6.3); ``RequestError/unsupportedTransferCoding`` when chunked is last
    ///   and something else inside it (501, §6.1).
    func check() throws(RequestError) {
        guard endsInChunked, chunkedCount == 1 else { throw .invalidTransferEncoding }
        guard !hasOther else { throw .unsupportedTransferCoding }
    }
}
