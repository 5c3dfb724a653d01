package import HTTPTypes

/// What can be read of a request that is refused, whose head may be incomplete or malformed.
///
/// Parts are read when they are asked for, and leniently. They are fit for a log, and for nothing that acts on a request.
package struct PartialHead: Sendable {
    /// What has come of the head, from the method to the empty line at most.
    package let rawBytes: ArraySlice<UInt8>

    /// - Parameter bytes: begin with the request; what follows its head is left out.
    package init(_ bytes: ArraySlice<UInt8> = []) {
        rawBytes = bytes.prefix(Self.endOfHead(in: bytes) - bytes.startIndex)
    }

    /// `nil` where it has not come whole, or where the bytes do not begin with a method.
    package var method: HTTPRequest.Method? {
        guard let name = requestLine.method, !name.isEmpty, name.allSatisfy(\.isTokenByte) else { return nil }
        return HTTPRequest.Method(String(decoding: name, as: UTF8.self))
    }

    /// The request target as it was sent; `nil` where it has not come whole, or where no method stands before it.
    package var target: String? {
        guard method != nil, let target = requestLine.target, !target.isEmpty else { return nil }
        return String(lenient: target)
    }

    /// The path as it was sent, without the query; `nil` where the target has not come whole or does not begin with a slash.
    package var path: String? {
        guard let target, target.hasPrefix("/") else { return nil }
        return String(target.prefix { $0 != "?" })
    }

    /// The field lines that have come whole and are well-formed.
    package var fields: HTTPFields {
        var fields = HTTPFields()
        var lines = rawBytes.split(separator: .lineFeed, omittingEmptySubsequences: false)
        // Behind the last line feed stands a line that has not come whole.
        lines.removeLast()
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: .colon) else { continue }
            let name = String(decoding: line[..<colon], as: UTF8.self)
            guard let name = HTTPField.Name(name) else { continue }
            fields.append(HTTPField(name: name, value: String(lenient: Self.trimmed(line[(colon + 1)...]))))
        }
        return fields
    }

    /// The bytes up to the first space, and from there up to the next space or the end of the line; `nil` where no space
    /// or end has come.
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

    /// The index behind the empty line, or the end.
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
