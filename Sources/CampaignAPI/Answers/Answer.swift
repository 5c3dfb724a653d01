package import HTTPServer
package import HTTPTypes
import HTTPWire
package import JSON

/// The platform's ready-made answers (api.md), and how every other answer in JSON is made.
package enum Answer {
    /// No key, a malformed one or an unknown one.
    package static let unauthenticated = message(
        .unauthorized, "Unauthenticated.", adding: [.wwwAuthenticate: "Bearer"]
    ).encodingFields()

    /// The account has as many campaigns as its plan allows.
    package static let planLimitReached = message(
        .forbidden, "You have reached the maximum number of campaigns allowed by your plan.")

    package static let assistantNotFound = message(
        .notFound, "Assistant not found or not an outbound assistant.")

    /// A fault of ours. The cause goes to the log, never into an answer.
    package static let serverError = message(.internalServerError, "Server Error")

    /// What the framework says while it is in maintenance mode.
    package static let maintenance = message(.serviceUnavailable, "Service Unavailable", adding: [.retryAfter: "60"])

    /// What the framework's throttling says.
    ///
    /// - Parameters:
    ///   - limit: requests a minute.
    ///   - retryAfter: seconds until the window ends.
    ///   - resetAt: the same moment in Unix seconds.
    package static func tooManyAttempts(limit: Int64, retryAfter: Int64, resetAt: Int64) -> Response {
        message(
            .tooManyRequests, "Too Many Attempts.",
            adding: [
                .xRateLimitLimit: String(limit), .xRateLimitRemaining: "0", .retryAfter: String(retryAfter),
                .xRateLimitReset: String(resetAt),
            ])
    }

    /// `{"message": TEXT}`, the shape of every answer that is no campaign.
    package static func message(
        _ status: HTTPResponse.Status, _ text: String, adding fields: HTTPFields = HTTPFields()
    ) -> Response {
        json(status, ["message": .string(text)], adding: fields)
    }

    package static func json(
        _ status: HTTPResponse.Status, _ value: JSONValue, adding fields: HTTPFields = HTTPFields()
    ) -> Response {
        if fields.isEmpty { return Response(status: status, fields: jsonFields, bytes: value.encoded()) }
        var all = jsonFields.fields
        all.append(contentsOf: fields)
        return Response(status: status, fields: all, bytes: value.encoded())
    }

    /// The fields of an answer in JSON that has no others: shared, so that an answer allocates none.
    static let jsonFields = EncodedFields([.contentType: "application/json"])
}
