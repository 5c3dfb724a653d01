public import ArgumentParser
public import CampaignMock
import Foundation

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
    }

    /// Where the data lives, for the ready line.
    var description: String { keepsNothing ? "in memory" : "database \(databasePath)" }

    func apply(to options: inout MockOptions) throws(MockError) {
        options.database = keepsNothing ? .inMemory : .file(path: databasePath)
        options.durability = durability
        guard let seed else { return }
        do {
            options.seed = Array(try Data(contentsOf: URL(fileURLWithPath: seed)))
            options.seedName = "The seed file \(seed)"
        } catch {
            throw MockError(
                "The seed file \(seed) cannot be read (\(FileFailure.reason(for: error))): check its path and permissions."
            )
        }
    }
}

extension MockOptions.Durability: ExpressibleByArgument {}
