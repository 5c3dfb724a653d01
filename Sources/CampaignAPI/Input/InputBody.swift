import Base
import Forms
import HTTPServer
import HTTPTypes
import HTTPWire
import JSON

/// The members of a request's body: JSON, a form or a multipart form.
struct InputBody {
    let members: JSONObject
    let form: Input.Form
    let warnings: [Warning]
    /// Whether the body is JSON that was sent as a form.
    let isMislabelledJSON: Bool

    /// Reads the body of a request.
    ///
    /// - Parameter memberNames: see ``Endpoint/memberNames``.
    /// - Throws: ``Input/Refusal``.
    init(of request: Request, memberNames: KnownStrings) throws(Input.Refusal) {
        // The framework treats an empty body as an object without members, whatever its content type (api.md). A body
        // that is too large is empty here too, because the server discards its bytes, but then `fault` is set.
        if request.body.isEmpty, request.fault == nil {
            self.init([:], .none)
            return
        }
        let mediaType = try Self.mediaType(of: request)
        if let fault = request.fault { throw Input.Refusal(response: Answer.message(fault.status, fault.message)) }
        switch mediaType {
        case .json: self.init(try Self.object(in: request.body, memberNames), .json)
        case .form: try self.init(form: request.body)
        case .multipart(let boundary?): try self.init(multipart: request.body, boundary)
        case .multipart(nil): self.init([:], .multipart, [Self.missingBoundary])
        }
    }

    private init(
        _ members: JSONObject, _ form: Input.Form, _ warnings: [Warning] = [], isMislabelledJSON: Bool = false
    ) {
        self.members = members
        self.isMislabelledJSON = isMislabelledJSON
        self.form = form
        self.warnings = warnings
    }

    private init(form body: ArraySlice<UInt8>) throws(Input.Refusal) {
        let fields: FormFields
        do { fields = try URLEncodedForm.read(body) } catch { throw Self.notUTF8(error) }
        let isJSON = Self.isJSON(fields.members)
        self.init(
            fields.members, .form, fields.losses.map(Warning.init) + (isJSON ? [Self.jsonInForm] : []),
            isMislabelledJSON: isJSON)
    }

    /// Whether the only field's name begins like a JSON object.
    private static func isJSON(_ members: JSONObject) -> Bool {
        guard members.members.count == 1, let name = members.members.first?.name else { return false }
        return name.utf8.first { !$0.isBlank } == UInt8(ascii: "{")
    }

    private init(multipart body: ArraySlice<UInt8>, _ boundary: ArraySlice<UInt8>) throws(Input.Refusal) {
        let fields: FormFields
        do { fields = try MultipartForm.read(body, boundary: boundary) } catch { throw Self.notUTF8(error) }
        self.init(fields.members, .multipart, fields.losses.map(Warning.init))
    }

    private static func object(
        in body: ArraySlice<UInt8>, _ memberNames: KnownStrings
    ) throws(Input.Refusal) -> JSONObject {
        let value: JSONValue
        do {
            value = try JSONReader.read(body.span, names: memberNames)
        } catch {
            throw badRequest("The request body is not valid JSON: \(error.message)")
        }
        guard case .object(let object) = value else {
            let start = body.prefix { " \t\r\n".utf8.contains($0) }.count
            throw badRequest("The request body must be a JSON object, found \(value.kind) at byte \(start).")
        }
        return object
    }
}

// MARK: - The header fields

extension InputBody {
    /// Finds out how a body is written.
    ///
    /// - Throws: ``Input/Refusal`` if the body cannot be read because of its header fields.
    private static func mediaType(of request: Request) throws(Input.Refusal) -> MediaType {
        var mediaType = MediaType.json
        // Nearly all clients send exactly this value, and the comparison skips the slower checks.
        if !hasPlainJSON(request.head) {
            let contentType = request[.contentType] ?? ""
            guard !isList(contentType) else {
                throw badRequest(
                    "The request has more than one Content-Type. Send the header once: Content-Type: application/json.")
            }
            guard let sent = MediaType(contentType) else { throw Input.Refusal(response: unsupportedMediaType) }
            mediaType = sent
        }
        if request.head.has("content-encoding"), isCoded(request[.contentEncoding]) {
            throw Input.Refusal(response: unsupportedCoding)
        }
        return mediaType
    }

    static func hasPlainJSON(_ head: RequestHead) -> Bool { head.hasOnly("content-type", "application/json") }

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
        return contentEncoding.split(separator: ",").map(MediaType.word).contains { !$0.isEmpty && $0 != "identity" }
    }
}

// MARK: - Refusals and warnings

extension InputBody {
    private static let unsupportedMediaType = Answer.message(
        .unsupportedMediaType, "The request has no JSON body. Send the header Content-Type: application/json.")

    /// The field `Accept-Encoding` tells the client which coding is supported (RFC 9110 §15.5.16).
    private static let unsupportedCoding = Answer.message(
        .unsupportedMediaType,
        "The request body has a content coding. Send it as plain JSON, without Content-Encoding.",
        adding: [.acceptEncoding: "identity"])

    private static let jsonInForm = Warning(
        field: "Content-Type",
        message: "The request body looks like JSON but was read as a form, because its Content-Type says so. "
            + "Send the header Content-Type: application/json.")

    private static let missingBoundary = Warning(
        field: "Content-Type",
        message: "The multipart body has no fields, because its Content-Type names no boundary. "
            + "Let the client library set this header.")

    private static func badRequest(_ text: String) -> Input.Refusal {
        Input.Refusal(response: Answer.message(.badRequest, text))
    }

    private static func notUTF8(_ error: FormNotUTF8) -> Input.Refusal {
        badRequest("The request body is not UTF-8: its field \(error.name) is not.")
    }
}
