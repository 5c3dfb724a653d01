import Foundation
import Testing

@testable import campaign_mock

@Suite("README") struct ReadmeTests {
    private static func readme() throws -> String {
        let root = Fixture.directory.deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    }

    @Test("has every flag", arguments: Flags.all.map(\.name))
    func flags(_ name: String) throws {
        #expect(try Self.readme().contains("`--\(name)"))
    }
}
