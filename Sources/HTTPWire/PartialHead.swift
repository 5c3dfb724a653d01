package import HTTPTypes

/// The head of a refused request. It may be incomplete or malformed.
///
/// Each property reads its part leniently and on demand. Use the parts in a log only, not to act on the request.
package struct PartialHead: Sendable {
    /// The bytes of the head that have arrived, at most up to the empty line.
    package let rawBytes: ArraySlice<UInt8>

    /// - Parameter bytes: the bytes from the start of the request. Bytes after the head are left out.
    package init(_ bytes: ArraySlice<UInt8> = []) {
        rawBytes = bytes.prefix(Self.endOfHead(in: bytes) - bytes.startIndex)
    }

    /// The method; `nil` when it is incomplete, or when the bytes do not start with a method.
    package var method: HTTPRequest.Method? {
        guard let name = requestLine.method, !name.isEmpty, name.allSatisfy(\.isTokenByte) else { return nil }
        return HTTPRequest.Method(String(decoding: name, as: UTF8.self))
    }

    /// The request target as the client sent it; `nil` when it is incomplete, or when no method precedes it.
    package var target: String? {
        guard method != nil, let target = requestLine.target, !target.isEmpty else { return nil }
        return String(lenient: target)
    }

    /// The path as the client sent it, without the query; `nil` when the target is incomplete or starts without a slash.
    package var path: String? {
        guard let target, target.hasPrefix("/") else { return nil }
        return String(target.prefix { $0 != "?" })
    }

    /// The field lines that are complete and well-formed.
    package var fields: HTTPFields {
        var fields = HTTPFields()
        var lines = rawBytes.split(separator: .lineFeed, omittingEmptySubsequences: false)
        // The bytes after the last line feed are an incomplete line.
        lines.removeLast()
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: .colon) else { continue }
            let name = String(decoding: line[..<colon], as: UTF8.self)
            guard let name = HTTPField.Name(name) else { continue }
            fields.append(HTTPField(name: name, value: String(lenient: Self.trimmed(line[(colon + 1)...]))))
        }
        return fields
    }

    /// The bytes up to the first space, and the bytes from there up to the next space or the end of the line.
    ///
    /// A part is `nil` when its end has not arrived.
    private var requestLine: (method: ArraySlice<UInt8>?, target: ArraySlice<UInt8>?) {
        guard let space = rawBytes.firstIndex(of: .space) else { return (nil, nil) }
        let rest = rawBytes[(space + 1)...]
        let end = rest.firstIndex { $0 == .space || $0 == .carriageReturn || $0 == .lineFeed }
        return (rawBytes[..<space], end.map { rest[..<$0] })
    }

    private static func trimmed(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var value = value
        if value.last == .carriageReturn { value.removeLast() }
        while let last = value.last, last.isBlank { value.removeLast() }
        return value.drop(while: \.isBlank)
    }

    /// The index after the empty line, or the end of the bytes.
    private static func endOfHead(in bytes: ArraySlice<UInt8>) -> Int {
        var lineStart = bytes.startIndex
        while let lineFeed = bytes[lineStart...].firstIndex(of: .lineFeed) {
            let line = bytes[lineStart..<lineFeed]
            if line.isEmpty || line.elementsEqual(CollectionOfOne(UInt8.carriageReturn)) { return lineFeed + 1 }
            lineStart = lineFeed + 1
        }
        return bytes.endIndex
    }
}
