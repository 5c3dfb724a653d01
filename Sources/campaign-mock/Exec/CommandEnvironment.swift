import CampaignMock

/// The environment variables of `campaign-mock exec`.
enum CommandEnvironment {
    static let url = "CAMPAIGN_MOCK_URL"
    static let apiURL = "CAMPAIGN_MOCK_API_URL"
    static let key = "CAMPAIGN_MOCK_KEY"

    /// The variables that tell a command where the mock is. They are no settings.
    static let all = [url, apiURL, key]

    /// The variables that `exec` does not read, with its defaults in their place.
    ///
    /// They say where a mock is that runs all day. A test run must neither meet that mock's port nor change its data.
    private static let defaultsInPlace: [String: String?] = [
        "HOST": nil, "PORT": "0", "PUBLIC_URL": nil, "PORT_FILE": nil, "UNIX_SOCKET": nil, "DATABASE": nil,
        "IN_MEMORY": "1",
    ]

    /// Defaults of `exec` that differ from those of the program: the mock's log does not mix into the command's output.
    private static let defaults = ["ACCESS_LOG": "off", "LOG_LEVEL": "error"]

    /// The environment from which `exec` reads its settings.
    static func settings(in inherited: [String: String]) -> [String: String] {
        var environment = inherited
        for (name, value) in defaultsInPlace { environment[EnvironmentArguments.prefix + name] = value }
        for (name, value) in defaults where (environment[EnvironmentArguments.prefix + name] ?? "").isEmpty {
            environment[EnvironmentArguments.prefix + name] = value
        }
        return environment
    }

    /// The environment of the command: the inherited one with the mock's URL and key.
    ///
    /// A client that speaks over a Unix domain socket still needs a URL, whose host does not matter.
    static func of(_ mock: MockServer, in inherited: [String: String]) -> [String: String] {
        var environment = inherited
        environment[url] = mock.url
        environment[apiURL] = (mock.url.hasPrefix("unix:") ? "http://localhost" : mock.url) + "/api"
        environment[key] = mock.accounts.all.lazy.compactMap(\.keys.first).first
        return environment
    }
}
