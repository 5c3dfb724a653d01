extension MockExchange {
    /// Why the request was refused: the HTTP server's reason, or the first message of the response; `nil` for neither.
    package var firstProblem: String? {
        refusal ?? responseBody.flatMap { ErrorMessages.of($0.bytes).first }
    }
}
