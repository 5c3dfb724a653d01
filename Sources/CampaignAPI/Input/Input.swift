import HTTPServer
import HTTPTypes
import HTTPWire
import JSON

/// The input of an endpoint: the members of the request's body.
struct Input: Sendable {
    let members: JSONObject

    /// The error for a body that cannot be read.
    struct Refusal: Error {
        /// The response with status 400, 413 or 415, whose message says what is wrong and where.
        let response: Response
    }

    /// Reads the body of a request.
    ///
    /// - Parameter memberNames: see ``Endpoint/memberNames``.
    /// - Throws: ``Refusal``.
    init(of request: Request, memberNames: KnownStrings) throws(Refusal) {
        let body = request.body
        // The framework treats an empty body as an object without members, whatever its content type (api.md). A body
        // that is too large is empty here too, because the server discards its bytes, but then `fault` is set.
        if body.isEmpty, request.fault == nil {
            members = [:]
            return
        }
        if let refusal = Self.refusal(of: request) { throw Refusal(response: refusal) }
        let value: JSONValue
        do {
            value = try JSONReader.read(body.span, names: memberNames)
        } catch {
            throw Refusal(response: Self.badRequest("The request body is not valid JSON: \(error.message)"))
        }
        guard case .object(let object) = value else {
            let start = body.prefix { " \t\r\n".utf8.contains($0) }.count
            throw Refusal(
                response: Self.badRequest(
                    "The request body must be a JSON object, found \(value.kind) at byte \(start)."))
        }
        members = object
    }

    /// Returns the response if the header fields or the body's fault prevent the body from being read.
    private static func refusal(of request: Request) -> Response? {
        // Nearly all clients send exactly this value, and the comparison skips the slower checks.
        if request.head.onlyValue(.contentType) != plainJSON {
            let contentType = request[.contentType] ?? ""
            guard !isList(contentType) else { return repeatedContentType }
            guard isJSON(contentType) else { return unsupportedMediaType }
        }
        guard !isCoded(request[.contentEncoding]) else { return unsupportedCoding }
        return request.fault.map { Answer.message($0.status, $0.message) }
    }

    private static let plainJSON = ArraySlice("application/json".utf8)

    /// Whether the framework treats a media type as JSON, such as `application/json` or `application/problem+json`.
    ///
    /// Parameters are ignored. The type is compared without case (RFC 9110 §8.3.1).
    private static func isJSON(_ contentType: String) -> Bool {
        let mediaType = word(contentType.prefix { $0 != ";" })
        return mediaType.contains("/json") || mediaType.contains("+json")
    }

    /// Returns the text in lower case, without spaces and tabs at both ends.
    private static func word(_ text: Substring) -> String {
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let word = text.utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        return String(decoding: Array(word), as: UTF8.self).lowercased()
    }

    /// Whether the value joins several field lines. A single media type has no comma outside quotes.
    ///
    /// A repeated `Content-Type` is refused, because recipients disagree about which value is valid (RFC 9110 §8.3).
    private static func isList(_ contentType: String) -> Bool {
        var isQuoted = false
        var isEscaped = false
        for byte in contentType.utf8 {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\"): isEscaped = isQuoted
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted: return true
            default: break
            }
        }
        return false
    }

    /// Whether the body has a content coding other than `identity` (RFC 9110 §8.4).
    private static func isCoded(_ contentEncoding: String?) -> Bool {
        guard let contentEncoding else { return false }
        return contentEncoding.split(separator: ",").map(word).contains { !$0.isEmpty && $0 != "identity" }
    }

    private static let unsupportedMediaType = Answer.message(
        .unsupportedMediaType, "The request has no JSON body. Send the header Content-Type: application/json.")

    private static let repeatedContentType = badRequest(
        "The request has more than one Content-Type. Send the header once: Content-Type: application/json.")

    /// The field `Accept-Encoding` tells the client which coding is supported (RFC 9110 §15.5.16).
    private static let unsupportedCoding = Answer.message(
        .unsupportedMediaType,
        "The request body has a content coding. Send it as plain JSON, without Content-Encoding.",
        adding: [.acceptEncoding: "identity"])

    private static func badRequest(_ text: String) -> Response {
        Answer.message(.badRequest, text)
    }
}
