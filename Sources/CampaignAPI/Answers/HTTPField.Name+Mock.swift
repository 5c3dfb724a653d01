package import HTTPTypes

extension HTTPField.Name {
    /// How many warnings the request collected.
    package static let xMockWarnings = literal("X-Mock-Warnings")
    package static let xRateLimitLimit = literal("X-RateLimit-Limit")
    package static let xRateLimitRemaining = literal("X-RateLimit-Remaining")
    package static let xRateLimitReset = literal("X-RateLimit-Reset")
    package static let accessControlRequestPrivateNetwork = literal("Access-Control-Request-Private-Network")
    package static let accessControlAllowPrivateNetwork = literal("Access-Control-Allow-Private-Network")

    /// A name written in this program. It is a token, so it is never refused; the fallback is there for the compiler.
    package static func literal(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .date
    }
}
