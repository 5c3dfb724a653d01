public import ArgumentParser
public import CampaignMock

struct StorageOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The SQLite file that keeps accounts and campaigns; made when it is not there. "
                + "(default: campaign-mock.sqlite in the working directory)", valueName: "path"))
    var database: String?

    @Flag(help: "Keep nothing on disk.")
    var inMemory = false

    @Option(
        help: ArgumentHelp(
            "Begin a new database with the plans, accounts, assistants and phone numbers of this JSON file. "
                + "(default: the demo data)", valueName: "path"))
    var seed: String?

    @Option(
        help: ArgumentHelp(
            "What a power cut may undo: normal (perhaps the last commits) or full (nothing; slower).",
            valueName: "normal|full"))
    var durability = MockOptions.Durability.normal

    var databasePath: String { database ?? "campaign-mock.sqlite" }

    /// `:memory:` is SQLite's own name for it.
    private var keepsNothing: Bool { inMemory || database == ":memory:" }

    func validate() throws {
        if inMemory, database != nil {
            throw ValidationError("--in-memory and --database exclude each other. Leave one of them out.")
        }
        if database?.isEmpty == true {
            throw ValidationError("--database is empty. Give it the path of a file, or use --in-memory.")
        }
        if seed?.isEmpty == true { throw ValidationError("--seed is empty. Give it the path of a JSON file.") }
    }

    /// Where the data lives, for the ready line.
    var description: String { keepsNothing ? "in memory" : "database \(databasePath)" }

    /// - Throws: ``MockError`` when the seed cannot be read.
    func apply(to options: inout MockOptions) throws(MockError) {
        options.database = keepsNothing ? .inMemory : .file(path: databasePath)
        options.durability = durability
        guard let seed else { return }
        options.seedName = "The seed file \(seed)"
        options.seed = try FileBytes.read(seed, named: options.seedName)
    }
}

extension MockOptions.Durability: ExpressibleByArgument {}
