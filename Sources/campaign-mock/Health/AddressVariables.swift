import ArgumentParser

/// The environment variables that say where a mock is.
///
/// `CAMPAIGN_MOCK_URL`, which `exec` sets, precedes the settings with which a mock starts.
struct AddressVariables {
    private let environment: [String: String]

    init(_ environment: [String: String]) {
        self.environment = environment.filter { !$0.value.isEmpty && !ServiceLink.matches($0.key, $0.value) }
    }

    /// The whole address from one variable; `nil` when there is none.
    ///
    /// - Throws: ``EnvironmentArguments/Invalid``.
    var address: MockAddress? {
        get throws(EnvironmentArguments.Invalid) {
            guard let url = environment[CommandEnvironment.url] else {
                return environment["CAMPAIGN_MOCK_UNIX_SOCKET"].map { .unixSocket(path: $0) }
            }
            do {
                return try MockAddress(url: url)
            } catch {
                throw EnvironmentArguments.Invalid(variable: CommandEnvironment.url, reason: error.message)
            }
        }
    }

    var host: String? { environment["CAMPAIGN_MOCK_HOST"] }

    /// - Throws: ``EnvironmentArguments/Invalid``.
    var port: Int? {
        get throws(EnvironmentArguments.Invalid) {
            let variable = "CAMPAIGN_MOCK_PORT"
            guard let text = environment[variable] else { return nil }
            guard let port = Int(text), MockAddress.ports.contains(port) else {
                throw EnvironmentArguments.Invalid(
                    variable: variable, reason: "'\(text)' is no port of a mock that runs. Choose from 1 to 65535.")
            }
            return port
        }
    }

    var token: String? { environment["CAMPAIGN_MOCK_CONTROL_TOKEN"] }
}
