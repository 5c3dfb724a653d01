import CampaignMock
import Foundation

/// The files that `campaign-mock init` writes: a seed, and beside it the schema by which an editor checks it.
struct SeedFiles: Sendable {
    /// The place of the schema in a mock that runs with the default address.
    static let schemaURL = "http://127.0.0.1:7357/_mock/seed.schema.json"

    /// The path of the seed.
    let seed: String
    /// The path of the schema; `nil` when only the seed is written.
    let schema: String?

    init(seed: String, withSchema: Bool) {
        self.seed = seed
        let stem = seed.hasSuffix(".json") ? String(seed.dropLast(5)) : seed
        schema = withSchema ? "\(stem).schema.json" : nil
    }

    /// The value of `$schema`: relative to the seed, so that the two files can be moved together.
    var reference: String {
        guard let name = schema?.split(separator: "/").last else { return Self.schemaURL }
        return "./" + (name.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? String(name))
    }

    /// Writes the files.
    ///
    /// - Parameter replaces: whether files that exist are replaced.
    /// - Throws: ``MockError`` when a file exists or cannot be written.
    func write(replacing replaces: Bool) throws(MockError) {
        for path in [seed, schema].compactMap(\.self) where !replaces {
            var status = stat()
            guard lstat(path, &status) != 0 else {
                throw MockError(
                    "\(path) exists already and was not changed: choose another name, or replace it with --force.")
            }
        }
        // Both are checked before one is written.
        let seedFile = try ExportFile(seed, of: "init")
        let schemaFile: ExportFile? = if let schema { try ExportFile(schema, of: "init") } else { nil }
        try schemaFile?.write(MockServer.seedSchema)
        try seedFile.write(Array(SeedTemplate.text(schema: reference).utf8))
    }

    /// What the user reads afterwards.
    var message: String {
        let check =
            schema.map { "Editors such as VS Code complete and check it by \($0), also offline." }
            ?? "Editors such as VS Code complete and check it while a mock runs at \(Self.schemaURL)."
        return """
            \(seed) is a seed to change. \(check)
            Start a mock with it, which follows each change:
              campaign-mock --in-memory --watch --seed \(Self.shellWord(seed))
            """
    }

    private static func shellWord(_ text: String) -> String {
        guard text.wholeMatch(of: /[A-Za-z0-9._\/+,@%:=-]+/) == nil else { return text }
        return "'\(text.replacing("'", with: #"'\''"#))'"
    }
}
