/// The first mistake in a seed or state document.
package struct SeedError: Error, Equatable {
    /// The path of the mistake, such as `accounts[0].assistants[1].type`; empty for the document itself.
    package var path: String
    package var expected: String
    package var found: String

    package init(path: String, expected: String, found: String) {
        self.path = path
        self.expected = expected
        self.found = found
    }

    /// One line with the path, the expected value and the value that was found.
    package var message: String {
        "\(path.isEmpty ? "the document" : path): expected \(expected), found \(found)"
    }
}
