import ArgumentParser
import CampaignMock
import Foundation

/// The key of the real account. No message has it.
enum ComparisonKey {
    static let variable = "CAMPAIGN_MOCK_REAL_KEY"

    /// The most bytes of a file with a key.
    private static let longestFile = 65_536

    /// Reads the key from the flag, the file or the environment.
    ///
    /// - Parameters:
    ///   - file: the path of a file that has nothing else; `-` for standard input.
    /// - Throws: `ValidationError` without a key and for one that no header field can have.
    static func read(flag: String?, file: String?, environment: [String: String]) throws -> String {
        if let flag { return try checked(flag, from: "--key") }
        if let file { return try checked(content(of: file), from: "The key of --key-file") }
        guard let key = environment[variable], !key.isEmpty else {
            throw ValidationError(
                "The key of the real account is missing. Set \(variable), or give a file by --key-file, or - for "
                    + "standard input.")
        }
        return try checked(key, from: variable)
    }

    private static func checked(_ text: String, from name: String) throws(ValidationError) -> String {
        let key = text.trimmingCharacters(in: .whitespacesAndNewlines)
        do throws(MockError) {
            try OptionCheck.token(name, key)
        } catch {
            throw ValidationError(error.message)
        }
        return key
    }

    private static func content(of path: String) throws(ValidationError) -> String {
        let file = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw ValidationError(
                "The file \(path) of --key-file cannot be read (\(String(cString: strerror(errno)))): check its path "
                    + "and permissions.")
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while bytes.count < longestFile {
            let count = Foundation.read(file, &chunk, chunk.count)
            if count > 0 { bytes += chunk[..<count] } else if count == 0 || errno != EINTR { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
