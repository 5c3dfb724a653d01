import CampaignStore
import MockControl

/// The seed of the options: the state of a new database, and after a reset.
struct MockSeed {
    let state: State
    /// The file from which a reset reads the seed again; `nil` for a seed in memory.
    let file: SeedFile?

    /// Reads the seed of the options, or takes the demo data when they have none.
    ///
    /// - Throws: ``MockError`` that names the seed and the place of the mistake.
    init(_ options: MockOptions) throws(MockError) {
        file = options.seedFile.map { SeedFile(path: $0, name: "The seed file \($0)") }
        do throws(SeedMistake) {
            if let file {
                state = try file.read()
            } else {
                state =
                    try options.seed.map { bytes throws(SeedMistake) in
                        try SeedDocument.state(bytes, named: options.seedName)
                    } ?? .demo
            }
        } catch {
            throw MockError(error.message)
        }
    }

    var source: SeedSource {
        SeedSource(state) { [file] () throws(SeedMistake) in try file?.readAgain() }
    }
}
