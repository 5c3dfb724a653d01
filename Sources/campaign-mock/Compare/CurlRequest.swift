/// A request as curl(1) reads it from a file of options.
///
/// The file goes to curl's standard input: other users of the machine see a command line, and the request has a key.
struct CurlRequest: Sendable {
    /// The most bytes of an answer.
    static let longestAnswer = 1_048_576

    var method: String
    var url: String
    var fields: [(name: String, value: String)]
    var body: String
    /// The longest time for the whole exchange.
    var timeout: Duration
    /// Whether the request must reach the host itself, whatever proxy the environment names.
    var avoidsProxy: Bool

    /// The options, one a line. Redirects are not followed, because curl follows none without an option.
    var configuration: String {
        var lines = [
            "silent", "show-error", "include", "globoff", "path-as-is", "http1.1", "suppress-connect-headers",
            option("proto", "=http,https"), option("max-time", "\(timeout / .seconds(1))"),
            option("max-filesize", "\(Self.longestAnswer)"), option("url", url), option("request", method),
            // curl would wait for `100 Continue`, and would name a type for a body that has none.
            option("header", "Expect:"), option("header", "Accept: application/json"),
        ]
        if avoidsProxy { lines.append(option("noproxy", "*")) }
        if !fields.contains(where: { $0.name == "content-type" }) { lines.append(option("header", "Content-Type:")) }
        for field in fields { lines.append(option("header", "\(field.name): \(field.value)")) }
        // An empty text makes curl send `Content-Length: 0`.
        if !body.isEmpty || method == "POST" || method == "PUT" { lines.append(option("data-raw", body)) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// curl(1), `--config`: in quotes a backslash begins the escapes of backslash, quote and control characters.
    private func option(_ name: String, _ value: String) -> String {
        var text = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return "\(name) = \"\(text)\""
    }
}
