import HTTPServer
import HTTPTypes
import JSON

/// The JSON object in a request's body.
enum RequestBody {
    case object(JSONObject)
    /// 415 or 400, with what is wrong and where.
    case refused(Response)

    static func object(of request: Request) -> RequestBody {
        guard isJSON(request[.contentType]) else { return .refused(unsupportedMediaType) }
        // The framework reads an empty body as no fields at all (api.md).
        if request.body.isEmpty { return .object([:]) }
        do {
            switch try JSONReader.read(request.body.span, names: names) {
            case .object(let object): return .object(object)
            case let other:
                let start = request.body.prefix { " \t\r\n".utf8.contains($0) }.count
                return .refused(
                    badRequest("The request body must be a JSON object, found \(other.kind) at byte \(start)."))
            }
        } catch {
            return .refused(badRequest("The request body is not valid JSON: \(error.message)"))
        }
    }

    private static let names = JSONNames(CampaignParameter.names)

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
