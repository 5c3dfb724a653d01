import JSON

/// A request of the repository's fixtures. It is part of the program.
///
/// `scripts/support/examples.py` makes the embedded file from `fixtures/requests`.
struct FixtureRequest: Sendable {
    let name: String
    /// The names of the fixtures that must have succeeded before.
    let precedents: [String]
    let method: String
    /// The path with its query, such as `/api/user/campaign`.
    let target: String
    /// Header fields with names in lower case; without `Host` and `Content-Length`.
    let fields: [(name: String, value: String)]
    let body: String

    /// All of them by name.
    static let all: [String: FixtureRequest] = {
        // The file is compiled in, and a test reads it.
        let text = PackageResources.requests_json
        let file = (try? JSONReader.read(text.span))?.array ?? []
        return Dictionary(
            file.compactMap { value in FixtureRequest(value).map { ($0.name, $0) } }, uniquingKeysWith: { $1 })
    }()

    private init?(_ json: JSONValue) {
        guard let name = json["name"]?.string, let method = json["method"]?.string,
            let target = json["target"]?.string, let body = json["body"]?.string
        else { return nil }
        self.name = name
        self.method = method
        self.target = target
        self.body = body
        precedents = (json["after"]?.array ?? []).compactMap(\.string)
        fields = (json["fields"]?.object?.members ?? []).compactMap { field in
            field.value.string.map { (field.name, $0) }
        }
    }
}
