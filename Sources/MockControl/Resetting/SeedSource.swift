import Base
package import CampaignStore

/// Why a seed could not be read.
package struct SeedMistake: Error, Equatable {
    /// One line that says which seed, where in it, and what is wrong.
    package let message: String
    /// The path of the mistake in the document, such as `accounts[0].plan`; empty when there is none.
    package let path: String

    package init(_ message: String, path: String = "") {
        self.message = message
        self.path = path
    }
}

/// The state to which a reset sets the mock back.
///
/// A seed in a file is read again at each reset.
package final class SeedSource: Sendable {
    package typealias Reading = @Sendable () throws(SeedMistake) -> State?

    private let state: Locked<State>
    private let reading: Reading

    /// - Parameters:
    ///   - state: the seed as it is now.
    ///   - reading: reads the seed again; returns `nil` when it cannot have changed. It may block.
    package init(_ state: State, reading: @escaping Reading = { () throws(SeedMistake) in nil }) {
        self.state = Locked(state)
        self.reading = reading
    }

    /// The seed of the last reset, or of the start.
    var current: State { state.withLock { $0 } }

    /// - Throws: ``SeedMistake``; ``current`` is unchanged.
    func readAgain() throws(SeedMistake) -> State { try reading() ?? current }

    /// Makes a seed the current one.
    func use(_ seed: State) { state.withLock { $0 = seed } }
}
