import HTTPTypes

/// Reads a request line and the header section behind it, from as much as has come.
struct HeadParser {
    private var line = RequestLineParser()
    private var target: RequestTarget?
    private var section = FieldSectionParser(at: 0)
    private var semantics = FieldSemantics()

    /// Where the head ends, once it is complete.
    var position: Int { section.position }

    /// Reads on; `true` when the head is complete.
    ///
    /// - Parameter bytes: all that has come, from the head's first byte.
    mutating func parse(_ bytes: borrowing Span<UInt8>, _ limits: RequestLimits) throws(RequestError) -> Bool {
        let visible = bytes.extracting(first: limits.headBytes)
        let isComplete = try parse(visible: visible, limits)
        // Judged only on as many bytes as are allowed: where the limit strikes does not depend on what came at once.
        guard isComplete || bytes.count < limits.headBytes else { throw .headTooLarge(limit: limits.headBytes) }
        return isComplete
    }

    private mutating func parse(
        visible bytes: borrowing Span<UInt8>, _ limits: RequestLimits
    ) throws(RequestError) -> Bool {
        if target == nil {
            guard try line.parse(bytes, limits) else { return false }
            target = try requestTarget(bytes)
            section = FieldSectionParser(at: line.position)
        }
        while true {
            switch try section.next(bytes, fieldLimit: limits.fieldCount) {
            case .needsMore: return false
            case .field(let record): try semantics.add(record, in: bytes)
            case .end: return true
            }
        }
    }

    private func requestTarget(_ bytes: borrowing Span<UInt8>) throws(RequestError) -> RequestTarget {
        let method = try line.method(bytes)
        if method == .connect {
            // The authority form; an empty or invalid port must be rejected (RFC 9110 §9.3.6), and the rest is a proxy's.
            guard let authority = AuthoritySyntax(bytes, line.targetRange), !authority.host.isEmpty,
                authority.port?.isEmpty == false
            else { throw .invalidTarget }
            throw .connectUnsupported
        }
        return try RequestTarget(bytes, line.targetRange, isOptions: method == .options)
    }

    /// The head, once it is complete.
    ///
    /// - Parameter storage: what the head will own: bytes that begin with it.
    func head(storage: [UInt8], limits: RequestLimits) throws(RequestError) -> RequestHead {
        let minorVersion = line.minorVersion
        guard let target, semantics.host != nil || minorVersion == 0 else { throw .missingHost }
        return RequestHead(
            method: try line.method(storage.span),
            version: minorVersion,
            framing: try framing(limits),
            keepsAlive: semantics.keepsAlive(minorVersion: minorVersion),
            expectsContinue: try semantics.expectsContinue(minorVersion: minorVersion),
            section: FieldSection(bytes: storage, records: section.records),
            endOfHead: UInt32(truncatingIfNeeded: position),
            targetRange: ByteRange(line.targetRange),
            form: target,
            host: semantics.host)
    }

    /// How the content ends; asked once the head is complete.
    func framing(_ limits: RequestLimits) throws(RequestError) -> BodyFraming {
        let framing = try semantics.framing(minorVersion: line.minorVersion)
        if case .length(let length) = framing, length > limits.bodyBytes {
            throw .bodyTooLarge(limit: limits.bodyBytes)
        }
        return framing
    }
}
