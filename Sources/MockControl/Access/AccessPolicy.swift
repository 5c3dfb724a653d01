package import Base

/// Who may call the control plane.
///
/// A web page on the internet must not be able to reset the state under a test.
///
/// Three checks, each with its own refusal:
/// - **Host** must be loopback, the address that the server is bound to, or listed. A page whose name was rebound to
///   127.0.0.1 still sends its own name as Host. A Unix domain socket has no address that a name could be bound to, so
///   any Host is right there.
/// - **Origin**, where there is one, must be the mock's own or listed. Without one, a request is refused as well when the
///   browser says in `Sec-Fetch-Site` that it comes from another site.
/// - **Authorization** must be the control token, if there is one.
package struct AccessPolicy: Sendable, Equatable {
    /// Why the whole control plane can be off.
    package enum SwitchOff: Sendable, Equatable {
        /// By `--no-control`.
        case wanted
        /// Bound beyond loopback without a token.
        case unprotected(host: String)
    }

    /// Why the whole control plane is off; `nil` when it is on.
    package var switchOff: SwitchOff?
    /// Hosts that may be asked for besides loopback; `nil` for any.
    package var hosts: [URIHost]? = []
    /// Origins of pages that may ask besides the mock's own, such as `http://localhost:5173`.
    package var origins: [WebOrigin] = []
    /// The bearer token to demand; `nil` demands none.
    package var token: String?

    package init(
        switchOff: SwitchOff? = nil, hosts: [URIHost]? = [], origins: [WebOrigin] = [], token: String? = nil
    ) {
        self.switchOff = switchOff
        self.hosts = hosts
        self.origins = origins
        self.token = token
    }

    /// The request's fields that decide, as sent.
    struct Caller: Sendable, Equatable {
        var authority: String?
        var origin: String?
        var fetchSite: String?
        var authorization: String?
    }

    enum Refusal: Error, Equatable {
        case switchedOff(SwitchOff)
        case foreignHost(String?)
        case foreignOrigin(String)
        case foreignSite(String)
        case wrongToken

        /// What was wrong, and how to allow it.
        var message: String {
            switch self {
            case .switchedOff(.wanted):
                "The control plane is switched off (--no-control). Start the mock with --control to switch it on."
            case .switchedOff(.unprotected(let host)):
                """
                The control plane is off, because the mock listens on \(host), beyond loopback, and no control token \
                is set. Start it with --control-token TOKEN and send Authorization: Bearer TOKEN.
                """
            case .foreignHost(let host?):
                """
                The control plane does not answer to the host \(host), only to loopback names and addresses. \
                Start the mock with --control-host \(host) to allow it.
                """
            case .foreignHost(nil):
                "The control plane needs a Host header that names a loopback address, such as Host: localhost."
            case .foreignOrigin(let origin):
                """
                A page of the origin \(origin) may not call the control plane. \
                Start the mock with --control-origin \(origin) to allow it.
                """
            case .foreignSite(let site):
                """
                The browser says that another site is asking (Sec-Fetch-Site: \(site)). \
                Open the address directly, or allow the page with --control-origin ORIGIN.
                """
            case .wrongToken:
                "The control plane needs its token: send Authorization: Bearer TOKEN with the value of --control-token."
            }
        }
    }

    /// Checks everything that also holds for a preflight, which carries no token.
    func checkSource(_ caller: Caller) throws(Refusal) {
        if let switchOff { throw .switchedOff(switchOff) }
        try checkHost(caller.authority)
        if let origin = caller.origin {
            guard isOwn(origin, authority: caller.authority) || listed(origin) != nil else {
                throw .foreignOrigin(origin)
            }
        } else if let site = caller.fetchSite, site == "cross-site" || site == "same-site" {
            throw .foreignSite(site)
        }
    }

    func checkToken(_ caller: Caller) throws(Refusal) {
        guard let token else { return }
        guard let sent = caller.authorization.flatMap(BearerCredential.key), equalInConstantTime(sent, token) else {
            throw .wrongToken
        }
    }

    /// The listed origin that a request's `Origin` names.
    func listed(_ origin: String) -> WebOrigin? {
        guard !origins.isEmpty, let origin = WebOrigin(origin) else { return nil }
        return origins.first { $0 == origin }
    }

    private func checkHost(_ authority: String?) throws(Refusal) {
        guard let hosts else { return }
        guard let authority, !authority.isEmpty else { throw .foreignHost(nil) }
        let host = URIHost(authority: authority)
        guard host.isLoopback || hosts.contains(host) else { throw .foreignHost(host.text) }
    }

    /// The Host has been checked before, so an origin of that same host and port is the mock's own page.
    private func isOwn(_ origin: String, authority: String?) -> Bool {
        guard let authority, let own = WebOrigin("http://" + authority) else { return false }
        return WebOrigin(origin) == own
    }

    /// Compares every byte whatever comes, so that the time says nothing about how much of a guess was right.
    private func equalInConstantTime(_ guess: String, _ secret: String) -> Bool {
        let guess = Array(guess.utf8)
        let secret = Array(secret.utf8)
        var difference = guess.count ^ secret.count
        for index in guess.indices {
            difference |= Int(guess[index] ^ (secret.isEmpty ? 1 : secret[index % secret.count]))
        }
        return difference == 0
    }
}
