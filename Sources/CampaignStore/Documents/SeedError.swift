/// The first mistake in a seed or state document.
package struct SeedError: Error, Equatable {
    /// Where: `accounts[0].assistants[1].type`; empty for the document itself.
    package var path: String
    package var expected: String
    package var found: String

    package init(path: String, expected: String, found: String) {
        self.path = path
        self.expected = expected
        self.found = found
    }

    /// One line: the path, what was expected and what was found.
    package var message: String {
        "\(path.isEmpty ? "the document" : path): expected \(expected), found \(found)"
    }
}
