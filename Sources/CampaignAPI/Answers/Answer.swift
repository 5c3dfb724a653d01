package import HTTPServer
package import HTTPTypes
import HTTPWire
package import JSON

/// The platform's fixed responses (api.md), and the functions that make every other JSON response.
package enum Answer {
    /// The 401 for a request whose API key is missing, malformed or unknown.
    package static let unauthenticated = message(
        .unauthorized, "Unauthenticated.", adding: [.wwwAuthenticate: "Bearer"]
    ).encodingFields()

    /// The 403 for a create when the account has as many campaigns as its plan allows.
    package static let planLimitReached = message(
        .forbidden, "You have reached the maximum number of campaigns allowed by your plan.")

    /// The 404 for a create whose assistant does not exist in the account or is not outbound.
    package static let assistantNotFound = message(
        .notFound, "Assistant not found or not an outbound assistant.")

    /// The 500 for a failure of the mock itself. The log states the cause; the response does not.
    package static let serverError = message(.internalServerError, "Server Error")

    /// The framework's 503 in maintenance mode.
    package static let maintenance = message(.serviceUnavailable, "Service Unavailable", adding: [.retryAfter: "60"])

    /// Returns the 429 of the framework's throttling. The platform documents its body at another endpoint.
    ///
    /// - Parameters:
    ///   - limit: the requests that the plan allows in a minute.
    ///   - retryAfter: the seconds until the window ends.
    ///   - resetAt: the time at which the window ends, in Unix seconds.
    package static func tooManyAttempts(limit: Int64, retryAfter: Int64, resetAt: Int64) -> Response {
        json(
            .tooManyRequests, ["message": "Too Many Attempts.", "retry_after": .integer(retryAfter)],
            adding: [
                .xRateLimitLimit: String(limit), .xRateLimitRemaining: "0", .retryAfter: String(retryAfter),
                .xRateLimitReset: String(resetAt),
            ])
    }

    /// Returns a response with the body `{"message": TEXT}`, the form of every response without a campaign.
    package static func message(
        _ status: HTTPResponse.Status, _ text: String, adding fields: HTTPFields = HTTPFields()
    ) -> Response {
        json(status, ["message": .string(text)], adding: fields)
    }

    /// Returns a response with a JSON body, the content type `application/json` and further fields.
    package static func json(
        _ status: HTTPResponse.Status, _ value: JSONValue, adding fields: HTTPFields = HTTPFields()
    ) -> Response {
        if fields.isEmpty { return Response(status: status, fields: jsonFields, bytes: value.encoded()) }
        var all = jsonFields.fields
        all.append(contentsOf: fields)
        return Response(status: status, fields: all, bytes: value.encoded())
    }

    /// Returns a response with a JSON body that is written already.
    ///
    /// - Parameter bytes: JSON in UTF-8.
    package static func json(_ status: HTTPResponse.Status, bytes: [UInt8]) -> Response {
        Response(status: status, fields: jsonFields, bytes: bytes)
    }

    /// The fields of a JSON response without further fields. All such responses share them, which saves an allocation.
    static let jsonFields = EncodedFields([.contentType: "application/json"])
}
