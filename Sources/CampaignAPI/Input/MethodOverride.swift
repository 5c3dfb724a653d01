import Base
import Forms
package import HTTPServer
import HTTPTypes
import HTTPWire
import JSON

/// Lets a POST ask to be handled as a PUT, PATCH or DELETE, as the framework does for forms (life.md §1).
///
/// The header field X-HTTP-Method-Override goes before the member `_method`, and the body's member before the query's.
package enum MethodOverride {
    /// The name of the member.
    static let member = "_method"
    private static let header: StaticString = "x-http-method-override"

    /// Returns the request as one with the method that it asks for; the same request if it asks for none.
    package static func applied(to request: Request) -> Request {
        guard request.method == .post, let method = method(wantedBy: request) else { return request }
        return Request(request, methodOverride: method)
    }

    static func warning(about method: HTTPRequest.Method) -> Warning {
        Warning(
            field: member,
            message: "The POST request was handled as a \(method.rawValue) request: "
                + "its _method field or X-HTTP-Method-Override header says so.")
    }

    private static func method(wantedBy request: Request) -> HTTPRequest.Method? {
        if request.head.has(header), let value = request.head.firstValue(.literal(header.description)),
            !value.isEmpty
        {
            return method(named: value)
        }
        if mayNameMethod(request) {
            // A body that cannot be read says nothing.
            let body = try? InputBody(of: request, memberNames: .none)
            if let value = body?.members[member] { return method(named: value) }
        }
        guard let query = request.head.queryBytes else { return nil }
        return (try? URLEncodedForm.read(query))?.members[member].flatMap(method(named:))
    }

    private static func method(named value: JSONValue) -> HTTPRequest.Method? {
        value.string.flatMap { method(named: Array($0.utf8)[...]) }
    }

    private static func method(named text: ArraySlice<UInt8>) -> HTTPRequest.Method? {
        if text.equalsIgnoringCase("put") { return .put }
        if text.equalsIgnoringCase("patch") { return .patch }
        return text.equalsIgnoringCase("delete") ? .delete : nil
    }
}

// MARK: - The search before a body is read

extension MethodOverride {
    /// Whether the body may have the member. A JSON body is searched for the start of its name, and not read for that.
    private static func mayNameMethod(_ request: Request) -> Bool {
        guard !request.body.isEmpty else { return false }
        if !InputBody.hasPlainJSON(request.head) {
            guard case .json? = MediaType(request[.contentType] ?? "") else { return true }
        }
        return request.body.withUnsafeBufferPointer { mayHaveMember($0.span) }
    }

    /// Whether the text has a string that begins like the member's name: with `"_` or with an escape.
    ///
    /// Nearly no body has one. The search compares 32 bytes at once.
    private static func mayHaveMember(_ json: Span<UInt8>) -> Bool {
        guard json.count > 32 else { return startsMember(json, from: 0) }
        let quotes = SIMD32(repeating: UInt8(ascii: "\""))
        let underscores = SIMD32(repeating: UInt8(ascii: "_"))
        let backslashes = SIMD32(repeating: UInt8(ascii: "\\"))
        let last = json.count &- 33
        var index = 0
        while true {
            // Safe: every bit pattern is a valid vector, and `unsafeLoadUnaligned` checks the bounds.
            let first = json.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: SIMD32<UInt8>.self)
            let second = json.bytes.unsafeLoadUnaligned(fromByteOffset: index &+ 1, as: SIMD32<UInt8>.self)
            let pairs = (first .== quotes) .& ((second .== underscores) .| (second .== backslashes))
            // `any` of a mask takes three times as long.
            let words = unsafeBitCast(pairs, to: SIMD4<UInt64>.self)
            if words.x | words.y | words.z | words.w != 0 { return startsMember(json, from: index) }
            guard index < last else { return false }
            // The last 32 pairs overlap those that were compared before, so no loop over single bytes is needed.
            index = min(index &+ 32, last)
        }
    }

    /// Looks at each string from `start` on more closely: whether it begins with `"_m`, `"_\` or an escaped underscore.
    private static func startsMember(_ json: Span<UInt8>, from start: Int) -> Bool {
        for index in start..<json.count where json[index] == UInt8(ascii: "\"") {
            let text = json.extracting((index + 1)...)
            guard text.count >= 7 else { return false }
            if text[0] == UInt8(ascii: "_") {
                if text[1] == UInt8(ascii: "m") || text[1] == UInt8(ascii: "\\") { return true }
            } else if text[0] == UInt8(ascii: "\\"), text[1] == UInt8(ascii: "u"), text[2] == UInt8(ascii: "0"),
                text[3] == UInt8(ascii: "0"), text[4] == UInt8(ascii: "5"), text[5] | 0x20 == UInt8(ascii: "f")
            {
                return true
            }
        }
        return false
    }
}
