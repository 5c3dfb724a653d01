/// A script of the mock's pages as it is sent: without its comments.
///
/// A fifth of the scripts are comments, mostly types for the check of the sources. Blank lines stand in their place, so
/// that a message of the browser names the line of the source.
enum PageScript {
    /// Leaves out comments.
    ///
    /// The scripts have three kinds of them, and no text that looks like one: lines that begin with `//`, blocks that
    /// begin a line with `/**`, and types within a line such as `/** @type {any} */`.
    static func withoutComments(_ source: [UInt8]) -> [UInt8] {
        var sent: [UInt8] = []
        sent.reserveCapacity(source.count)
        var isInBlock = false
        for line in source.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            defer { sent.append(UInt8(ascii: "\n")) }
            if isInBlock {
                isInBlock = position(of: "*/", in: line) == nil
                continue
            }
            let text = line.drop { $0 == UInt8(ascii: " ") }
            if text.starts(with: "//".utf8) { continue }
            if text.starts(with: "/**".utf8), position(of: "*/", in: text) == nil {
                isInBlock = true
                continue
            }
            append(line, to: &sent)
        }
        // Behind the last line break stands no line.
        sent.removeLast()
        return sent
    }

    /// Appends a line without the types in it.
    private static func append(_ line: ArraySlice<UInt8>, to sent: inout [UInt8]) {
        var rest = line
        while let begin = position(of: "/**", in: rest), let end = position(of: "*/", in: rest[(begin + 3)...]) {
            sent += rest[..<begin]
            rest = rest[(end + 2)...].drop { $0 == UInt8(ascii: " ") }
        }
        sent += rest
        while sent.last == UInt8(ascii: " ") { sent.removeLast() }
    }

    private static func position(of text: String, in line: ArraySlice<UInt8>) -> Int? {
        let text = Array(text.utf8)
        return line.indices.first { line[$0...].starts(with: text) }
    }
}
