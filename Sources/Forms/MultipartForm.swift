import Base

/// Reads bodies of the media type `multipart/form-data` (RFC 7578) as PHP does.
///
/// Lines may end with LF alone, text before the first boundary is ignored, and the last part may lack its boundary
/// (<https://github.com/php/php-src/blob/PHP-8.3/main/rfc1867.c>). The time is linear in the length of the body.
package struct MultipartForm {
    /// `--` and the boundary.
    private let boundary: [UInt8]
    private var rest: ArraySlice<UInt8>
    private var fields = FormFields()

    /// - Parameter boundary: from the content type, without the dashes in front.
    /// - Throws: ``FormNotUTF8`` for the first field whose name or value is not UTF-8.
    package static func read(_ body: ArraySlice<UInt8>, boundary: ArraySlice<UInt8>) throws(FormNotUTF8) -> FormFields {
        var form = MultipartForm(boundary: Array("--".utf8) + boundary, rest: body)
        while try form.readPart() {}
        return form.fields
    }

    private init(boundary: [UInt8], rest: ArraySlice<UInt8>) {
        self.boundary = boundary
        self.rest = rest
    }

    /// - Returns: whether there may be further parts.
    private mutating func readPart() throws(FormNotUTF8) -> Bool {
        // The last boundary has two dashes at its end, so it is no line that begins a part.
        var line: ArraySlice<UInt8>
        repeat {
            guard let next = nextLine() else { return false }
            line = next
        } while !line.elementsEqual(boundary)
        // A part without this header is skipped.
        guard let header = dispositionHeader() else { return true }
        let disposition = ContentDisposition(header)
        if disposition.hasFileName {
            _ = content()
            fields.addFile(disposition.name ?? ArraySlice("file".utf8))
            return true
        }
        // PHP stops at a part that has neither name.
        guard let name = disposition.name else { return false }
        return try fields.add(name, content())
    }

    /// Reads the header fields of a part.
    ///
    /// - Returns: the value of its first Content-Disposition.
    private mutating func dispositionHeader() -> ArraySlice<UInt8>? {
        var found: [UInt8]?
        var continues = false
        while let line = nextLine(), let first = line.first, first != 0 {
            let colon = first.isBlank ? nil : line.firstIndex(of: UInt8(ascii: ":"))
            if let colon {
                continues = found == nil && line[..<colon].equalsIgnoringCase("content-disposition")
                if continues { found = Array(line[(colon + 1)...]) }
            } else if continues {
                // A folded line, or one without a name, belongs to the field before it.
                found?.append(contentsOf: line)
            }
        }
        return found?[...]
    }

    /// Reads the content of a part: everything up to a line that begins with the boundary, or up to the end.
    ///
    /// A beginning of the boundary at the end of the body counts, too, even if it is only the line end before it.
    private mutating func content() -> ArraySlice<UInt8> {
        let all = rest
        while let lineEnd = rest.firstIndex(of: .lineFeed) {
            rest = rest[(lineEnd + 1)...]
            guard rest.starts(with: boundary) || boundary.starts(with: rest) else { continue }
            let content = all[..<lineEnd]
            return content.last == .carriageReturn ? content.dropLast() : content
        }
        rest = rest[rest.endIndex...]
        return all
    }

    /// Reads a line without its end; `nil` if no further line is complete.
    private mutating func nextLine() -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: .lineFeed) else { return nil }
        let line = rest[..<end]
        rest = rest[(end + 1)...]
        return line.last == .carriageReturn ? line.dropLast() : line
    }
}

extension UInt8 {
    fileprivate static let lineFeed = UInt8(ascii: "\n")
    fileprivate static let carriageReturn = UInt8(ascii: "\r")
}
