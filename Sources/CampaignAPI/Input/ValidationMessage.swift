import Validation

/// The choice of the `message` in a 422.
package enum ValidationMessage: Sendable, Equatable {
    /// The message in the platform's documentation of the endpoint. If there is none, the framework's summary.
    case documented
    /// The framework's summary, for every endpoint: `The name field is required. (and 1 more error)`.
    case summary
    /// This text, for every endpoint.
    case text(String)

    /// Returns the message for an endpoint; `nil` means the framework's summary of the errors.
    ///
    /// - Parameter documented: the message in the documentation of the endpoint, if there is one.
    func text(documented: String?) -> String? {
        switch self {
        case .documented: documented
        case .summary: nil
        case .text(let text): text
        }
    }
}
