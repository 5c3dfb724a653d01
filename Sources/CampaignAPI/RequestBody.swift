import HTTPServer
import HTTPTypes
import JSON

/// The JSON object in a request's body.
enum RequestBody {
    case object(JSONObject)
    /// 415 or 400, with what to do about it.
    case refused(Response)

    static func object(of request: Request) -> RequestBody {
        guard isJSON(request[.contentType]) else { return .refused(unsupportedMediaType) }
        // The framework reads an empty body as no fields at all (api.md).
        if request.body.isEmpty { return .object([:]) }
        do {
            guard case .object(let object) = try JSONReader.read(request.body.span) else {
                return .refused(badRequest("The request body must be a JSON object, found something else at byte 0."))
            }
            return .object(object)
        } catch {
            return .refused(badRequest("The request body is not valid JSON: \(error.message)"))
        }
    }

    /// Whether a media type is `application/json`, whatever its parameters (RFC 9110 §8.3.1: compared without case).
    private static func isJSON(_ contentType: String?) -> Bool {
        guard let contentType else { return false }
        let type = contentType.prefix { $0 != ";" }.drop { $0 == " " || $0 == "\t" }
        let name = type.utf8.reversed().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.reversed()
        return String(decoding: Array(name), as: UTF8.self).lowercased() == "application/json"
    }

    private static let unsupportedMediaType = Answer.message(
        .unsupportedMediaType, "The request has no JSON body. Send the header Content-Type: application/json.")

    private static func badRequest(_ text: String) -> Response {
        Answer.message(.badRequest, text)
    }
}
