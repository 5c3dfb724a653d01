import Validation

/// What the `message` of a 422 says beside its `errors`.
package enum ValidationMessage: Sendable, Equatable {
    /// What the platform's documentation shows for the endpoint; the framework's summary where it shows nothing.
    case documented
    /// The framework's summary, for every endpoint: `The name field is required. (and 1 more error)`.
    case summary
    /// This text, for every endpoint.
    case text(String)

    /// - Parameter documented: what the documentation shows for the endpoint.
    /// - Returns: the text; `nil` for the summary of the errors.
    func text(documented: String?) -> String? {
        switch self {
        case .documented: documented
        case .summary: nil
        case .text(let text): text
        }
    }
}
