import Foundation
import HTTPTypes

/// Writes a recorded request as a curl command for a POSIX shell.
enum CurlLine {
    struct Source {
        var method: String
        /// The URL of the mock, without a slash at the end.
        var baseURL: String
        var target: String
        /// The header fields as sent and in order, with credentials masked. The key of a line is a variable.
        var fields: [(name: String, value: String)]
        /// Whether the key is one of an account. A wrong key stays as it is masked, and so a wrong one.
        var hasKnownKey: Bool
        var body: ArraySlice<UInt8>
        /// The number of bytes that `body` lacks.
        var missingBytes: Int
    }

    /// The variable with the key in a line, because the journal keeps no whole key. `campaign-mock exec` sets it.
    static let keyVariable = "CAMPAIGN_MOCK_KEY"

    static func render(_ source: Source) -> String {
        var words = ["curl"]
        switch source.method {
        case "GET" where source.body.isEmpty: break
        case "HEAD": words.append("--head")
        default: words += ["-X", quoted(source.method)]
        }
        // Without these options, curl expands brackets and braces and removes dot segments.
        if source.target.contains(where: { "[]{}".contains($0) }) { words.append("--globoff") }
        if source.target.contains("/.") { words.append("--path-as-is") }
        words += address(of: source)
        for field in source.fields where !isMadeByCurl(field.name) {
            if source.hasKnownKey, field.name.lowercased() == "authorization",
                let scheme = BearerCredential.scheme(of: field.value)
            {
                // In double quotes, so that the line works where the variable is set: inside `exec`, or after an export.
                words += ["-H", "\"\(field.name): \(scheme) $\(keyVariable)\""]
                continue
            }
            // In curl's -H, `name;` sends an empty value. `name:` would remove the field.
            words += ["-H", quoted(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")]
        }
        var line = words.joined(separator: " ")
        if !source.body.isEmpty {
            if !source.fields.contains(where: { $0.name.lowercased() == "content-type" }) {
                line += " -H 'Content-Type:'"
            }
            if let text = printable(source.body) {
                line += " --data-raw " + quoted(text)
            } else {
                line = "echo \(Data(source.body).base64EncodedString()) | base64 -d | " + line + " --data-binary @-"
            }
        }
        if source.missingBytes > 0 { line += " # \(source.missingBytes) more bytes of the body were not kept" }
        return line
    }

    /// Wraps the text in single quotes unless every character is harmless to every shell.
    static func quoted(_ text: String) -> String {
        let harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=@%+,"
        if !text.isEmpty && text.allSatisfy({ harmless.contains($0) }) { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }

    private static func address(of source: Source) -> [String] {
        if source.target.hasPrefix("/") { return [quoted(source.baseURL + source.target)] }
        if source.target.lowercased().hasPrefix("http://") { return [quoted(source.target)] }
        return ["--request-target", quoted(source.target), quoted(source.baseURL)]
    }

    private static func isMadeByCurl(_ name: String) -> Bool {
        ["host", "content-length", "transfer-encoding", "connection", "expect"].contains(name.lowercased())
    }

    /// The body as text; `nil` when it has control characters, which a terminal would interpret.
    private static func printable(_ body: ArraySlice<UInt8>) -> String? {
        guard let text = String(validating: body, as: UTF8.self) else { return nil }
        let isHarmless = text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n" || scalar == "\t" || (scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
        }
        return isHarmless ? text : nil
    }
}
