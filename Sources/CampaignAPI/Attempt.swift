import HTTPServer

/// What becomes of a request once it is known whose it is.
enum Attempt: Sendable {
    case answered(Response)
    /// Ends with `nil` when the accounts have changed meanwhile: the request is then to be looked at anew.
    case storing(@Sendable () async -> Response?)
}
