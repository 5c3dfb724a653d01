public import ArgumentParser
public import CampaignMock

struct StorageOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The SQLite file that stores accounts and campaigns; created when it does not exist. "
                + "(default: campaign-mock.sqlite in the working directory)", valueName: "path"))
    var database: String?

    @Flag(help: "Store nothing on disk.")
    var inMemory = false

    @Option(
        help: ArgumentHelp(
            "Fill a new database from this JSON file, a seed or a state; a reset reads the file again. "
                + "(default: the demo data)", valueName: "path"))
    var seed: String?

    @Flag(help: "Reset the mock when the seed file changes. The mock looks at the file twice a second.")
    var watch = false

    @Option(
        help: ArgumentHelp(
            "What a power failure may lose: normal (the last commits) or full (nothing, but slower).",
            valueName: "normal|full"))
    var durability = MockOptions.Durability.normal

    var databasePath: String { database ?? "campaign-mock.sqlite" }

    /// SQLite's name for a database in memory is `:memory:`, so `--database :memory:` means `--in-memory`.
    private var usesMemory: Bool { inMemory || database == ":memory:" }

    func validate() throws {
        if inMemory, database != nil {
            throw ValidationError("--in-memory and --database exclude each other. Leave one of them out.")
        }
        if database?.isEmpty == true {
            throw ValidationError("--database is empty. Give it the path of a file, or use --in-memory.")
        }
        if seed?.isEmpty == true { throw ValidationError("--seed is empty. Give it the path of a JSON file.") }
    }

    /// The location of the data, for the ready line.
    var description: String { usesMemory ? "in memory" : "database \(databasePath)" }

    func apply(to options: inout MockOptions) {
        options.database = usesMemory ? .inMemory : .file(path: databasePath)
        options.durability = durability
        options.seedFile = seed
        options.watchesSeed = watch
    }

    /// Checks what depends on several settings, some of which may come from the environment.
    func checkTogether() throws {
        if watch, seed == nil { throw ValidationError("--watch needs --seed, the file to watch.") }
    }
}

extension MockOptions.Durability: ExpressibleByArgument {}
