import ArgumentParser
import Base

/// The base URL of the real API, such as `https://portal.example/api`.
struct RealAddress: Sendable, Equatable {
    /// The base URL without a slash at its end.
    let url: String
    let host: String
    let isEncrypted: Bool

    var isLoopback: Bool { URIHost(host).isLoopback }

    /// Reads `http://HOST[:PORT][/PATH]` or the same with `https`. Without a path it is `/api`, as in the documentation.
    ///
    /// - Throws: `ValidationError` for any other text.
    init(_ text: String) throws(ValidationError) {
        let form = /(?i:(https?)):\/\/(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?((?:\/[A-Za-z0-9._~%+-]*)*)/
        guard let match = text.wholeMatch(of: form) else {
            throw ValidationError(
                "'\(text)' is not the base URL of an API. Write scheme, host and path, as in "
                    + "https://portal.example/api.")
        }
        let path = match.4.split(separator: "/").joined(separator: "/")
        url = "\(match.1.lowercased())://\(match.2)\(match.3 ?? "")/\(path.isEmpty ? "api" : path)"
        host = String(match.2)
        isEncrypted = match.1.lowercased() == "https"
    }
}
