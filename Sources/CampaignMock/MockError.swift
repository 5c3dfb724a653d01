import CampaignStore
import HTTPServer

/// Why a mock could not start: one line that says what happened, where, and what to do.
public struct MockError: Error, Equatable, CustomStringConvertible {
    /// The line.
    public let message: String

    /// - Parameter message: one line.
    public init(_ message: String) {
        self.message = message
    }

    /// The line.
    public var description: String { message }
}
