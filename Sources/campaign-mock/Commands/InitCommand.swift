import ArgumentParser
import CampaignMock
import Foundation

/// `campaign-mock init`: writes a seed to change.
struct InitCommand: ParsableCommand {
    static let usageLine = "campaign-mock init [<options>] [<file>]"

    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a seed to change.",
        usage: usageLine,
        discussion: """
            Writes a seed with one of everything: plans, accounts with keys, assistants and phone numbers, a campaign \
            and its leads. Beside it stands its JSON Schema, which the seed names in $schema: editors such as VS Code \
            then complete and check the seed without a mock or a network.

            Exit status: 0 when the files are written, 1 when they are not, 64 for a mistake on the command line.
            """)

    @Argument(help: "The file to write; - for standard output, without a file for the schema.")
    var file = "campaign-mock.json"

    @Flag(help: "Replace files that exist.")
    var force = false

    @Flag(help: "Write no file for the schema: $schema names that of a mock at the default address.")
    var noSchemaFile = false

    func validate() throws {
        if file.isEmpty || file.hasSuffix("/") {
            throw ValidationError("The file '\(file)' has no name. Write it as in campaign-mock init my.json.")
        }
    }

    /// Reads the words after `init`.
    ///
    /// - Throws: The argument parser's error.
    static func read(inLine words: ArraySlice<String>) throws -> InitCommand {
        try answerHelpOrVersion(in: words)
        return try parse(Array(words))
    }

    /// Writes the files.
    ///
    /// - Throws: ``MockError`` when a file exists or cannot be written.
    func run() throws {
        guard file != "-" else {
            let text = SeedTemplate.text(schema: SeedFiles.schemaURL)
            guard let code = StreamWriter(descriptor: STDOUT_FILENO).write(Array(text.utf8)[...]).error else { return }
            throw MockError("Standard output cannot be written (\(String(cString: strerror(code)))).")
        }
        let files = SeedFiles(seed: file, withSchema: !noSchemaFile)
        try files.write(replacing: force)
        print(files.message)
    }
}
