import HTTPTypes

/// Reads a request line and the header section behind it, from as much as has come.
struct HeadParser {
    private var line = RequestLineParser()
    private var target: RequestTarget?
    private var section = FieldSectionParser(at: 0)
    private var semantics = FieldSemantics()

    /// Where the head ends, once it is complete.
    var position: Int { section.position }

    /// Whether the method has come whole and is HEAD.
    func isHead(_ bytes: borrowing Span<UInt8>) -> Bool { line.isMethod("HEAD", bytes) }

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
        if line.isMethod("CONNECT", bytes) {
            // The authority form; an empty or invalid port must be rejected (RFC 9110 §9.3.6), and the rest is a proxy's.
            guard let authority = AuthoritySyntax(bytes, line.targetRange), !authority.host.isEmpty,
                authority.port?.isEmpty == false
            else { throw .invalidTarget }
            throw .connectUnsupported
        }
        return try RequestTarget(bytes, line.targetRange, isOptions: line.isMethod("OPTIONS", bytes))
    }

    /// What a complete head means for its connection.
    struct Conclusion {
        let target: RequestTarget
        let framing: BodyFraming
        let keepsAlive: Bool
        let expectsContinue: Bool
    }

    /// Judges what only the whole head can tell; to be asked once it is complete.
    func conclusion() throws(RequestError) -> Conclusion {
        let minorVersion = line.minorVersion
        guard let target, semantics.host != nil || minorVersion == 0 else { throw .missingHost }
        // The grammar allows an empty Host, and a client must send it when its target has no authority (RFC 9112 §3.2), as
        // `OPTIONS *` may. A path, though, makes an http URI with it, and one with an empty host MUST be rejected
        // (RFC 9110 §4.2.1). HTTP/1.0 needs no host at all.
        guard semantics.hasHostName || minorVersion == 0 || !target.takesAuthorityFromHost else { throw .invalidHost }
        let framing = try semantics.framing(minorVersion: minorVersion)
        let expectsContinue = try semantics.expectsContinue(minorVersion: minorVersion)
        return Conclusion(
            target: target, framing: framing, keepsAlive: semantics.keepsAlive(minorVersion: minorVersion),
            expectsContinue: expectsContinue)
    }

    /// Makes the head of `storage`, the bytes that it will own and that begin with it.
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
