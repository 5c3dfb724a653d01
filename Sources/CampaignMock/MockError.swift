/// Why a mock could not start, run or reset.
public struct MockError: Error, Equatable, CustomStringConvertible {
    /// One line that says what happened, where, and what to do.
    public let message: String

    /// - Parameter message: One line that says what happened, where, and what to do.
    public init(_ message: String) {
        self.message = message
    }

    /// The ``message``.
    public var description: String { message }
}
