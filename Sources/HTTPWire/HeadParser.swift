import HTTPTypes

/// Reads a request line and the header section after it.
///
/// It reads the bytes that have arrived and continues with the next ones.
struct HeadParser {
    private var line = RequestLineParser()
    private var target: RequestTarget?
    private var section = FieldSectionParser(at: 0)
    private var semantics = FieldSemantics()

    /// The index after the head, once the head is complete.
    var position: Int { section.position }

    /// Whether the complete method has arrived and is HEAD.
    func isHead(_ bytes: borrowing Span<UInt8>) -> Bool { line.isMethod("HEAD", bytes) }

    /// Reads the bytes that are new.
    ///
    /// - Parameter bytes: all bytes that have arrived, from the first byte of the head.
    /// - Returns: whether the head is complete.
    mutating func parse(_ bytes: borrowing Span<UInt8>, _ limits: RequestLimits) throws(RequestError) -> Bool {
        let visible = bytes.extracting(first: limits.headBytes)
        let isComplete = try parse(visible: visible, limits)
        // The parser reads at most `headBytes`, so the error does not depend on how many bytes arrived at once.
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
        if line.isMethod("CONNECT", bytes) {
            // The authority form. An empty or invalid port must be rejected (RFC 9110 §9.3.6); the rest is for proxies.
            guard let authority = AuthoritySyntax(bytes, line.targetRange), !authority.host.isEmpty,
                authority.port?.isEmpty == false
            else { throw .invalidTarget }
            throw .connectUnsupported
        }
        return try RequestTarget(bytes, line.targetRange, isOptions: line.isMethod("OPTIONS", bytes))
    }

    /// What a complete head says about its connection and content.
    struct Conclusion {
        let target: RequestTarget
        let framing: BodyFraming
        let keepsAlive: Bool
        let expectsContinue: Bool
    }

    /// Checks the rules that depend on the complete head. Call this when the head is complete.
    func conclusion() throws(RequestError) -> Conclusion {
        let minorVersion = line.minorVersion
        guard let target, semantics.host != nil || minorVersion == 0 else { throw .missingHost }
        // The grammar allows an empty Host. A client must send it when its target has no authority (RFC 9112 §3.2), as
        // `OPTIONS *` may. A path and the Host field together are an http URI, and an http URI with an empty host MUST be
        // rejected (RFC 9110 §4.2.1). HTTP/1.0 needs no host.
        guard semantics.hasHostName || minorVersion == 0 || !target.takesAuthorityFromHost else { throw .invalidHost }
        let framing = try semantics.framing(minorVersion: minorVersion)
        let expectsContinue = try semantics.expectsContinue(minorVersion: minorVersion)
        return Conclusion(
            target: target, framing: framing, keepsAlive: semantics.keepsAlive(minorVersion: minorVersion),
            expectsContinue: expectsContinue)
    }

    /// Makes the head.
    ///
    /// - Parameter storage: the bytes that the head owns. They begin with the head.
    func head(_ conclusion: Conclusion, storage: [UInt8]) throws(RequestError) -> RequestHead {
        RequestHead(
            method: try line.method(storage.span),
            version: line.minorVersion,
            framing: conclusion.framing,
            keepsAlive: conclusion.keepsAlive,
            expectsContinue: conclusion.expectsContinue,
            section: FieldSection(bytes: storage, records: section.records),
            endOfHead: UInt32(truncatingIfNeeded: position),
            targetRange: ByteRange(line.targetRange),
            form: conclusion.target,
            host: semantics.host)
    }
}
