package import HTTPTypes

extension HTTPField.Name {
    /// The number of warnings about the request.
    package static let xMockWarnings = literal("X-Mock-Warnings")
    package static let xRateLimitLimit = literal("X-RateLimit-Limit")
    package static let xRateLimitRemaining = literal("X-RateLimit-Remaining")
    package static let xRateLimitReset = literal("X-RateLimit-Reset")
    package static let accessControlRequestPrivateNetwork = literal("Access-Control-Request-Private-Network")
    package static let accessControlAllowPrivateNetwork = literal("Access-Control-Allow-Private-Network")

    /// Creates a field name from a literal in the source code.
    ///
    /// `name` must be a token (RFC 9110 §5.6.2). Every caller passes one, so the fallback is never used; it only avoids
    /// a forced unwrap.
    package static func literal(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .date
    }
}
