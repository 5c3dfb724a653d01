package import Base

/// Decides which requests may call the control plane.
///
/// A web page on the internet must not be able to reset the mock in the middle of a test.
///
/// The policy makes three checks. Each has its own refusal:
/// - **Host** must be a loopback name or address, the address that the server is bound to, that of the public URL, or a
///   listed host. After DNS
///   rebinding, a page's host name resolves to 127.0.0.1, but the browser still sends that name as Host. Over a Unix
///   domain socket any Host is accepted, because no host name can resolve to the socket.
/// - **Origin**, if present, must be the mock's own, that of the public URL, or listed. A request without Origin is refused when its
///   `Sec-Fetch-Site` field is `cross-site` or `same-site`.
/// - **Authorization** must carry the control token, if one is set.
package struct AccessPolicy: Sendable, Equatable {
    /// The reasons for which the control plane is switched off.
    package enum SwitchOff: Sendable, Equatable {
        /// The user started the mock with `--no-control`.
        case wanted
        /// The server is bound to `host`, which is not a loopback address, and no token is set.
        case unprotected(host: String)
    }

    /// Why the control plane is switched off; `nil` when it is on.
    package var switchOff: SwitchOff?
    /// Whether the server is bound to an address beyond loopback. Then every client may learn whether the mock is healthy,
    /// and nothing else: a container platform asks from outside, and sends no token.
    package var isReachableFromOtherMachines = false
    /// The hosts that a request may name besides loopback; `nil` accepts any host.
    package var hosts: [URIHost]? = []
    /// The origins whose pages may call the control plane besides the mock's own, such as `http://localhost:5173`.
    package var origins: [WebOrigin] = []
    /// The origin of the public URL, whose pages are the mock's own behind a proxy.
    package var publicOrigin: WebOrigin?
    /// The bearer token that every request must carry; `nil` when none is required.
    package var token: String?

    package init(
        switchOff: SwitchOff? = nil, isReachableFromOtherMachines: Bool = false, hosts: [URIHost]? = [],
        origins: [WebOrigin] = [], publicOrigin: WebOrigin? = nil, token: String? = nil
    ) {
        self.switchOff = switchOff
        self.isReachableFromOtherMachines = isReachableFromOtherMachines
        self.hosts = hosts
        self.origins = origins
        self.publicOrigin = publicOrigin
        self.token = token
    }

    /// The parts of a request that the checks read, as sent.
    struct Caller: Sendable, Equatable {
        var authority: String?
        var origin: String?
        var fetchSite: String?
        var authorization: String?
    }

    package enum Refusal: Error, Equatable {
        case switchedOff(SwitchOff)
        case foreignHost(String?)
        case foreignOrigin(String)
        case foreignSite(String)
        case wrongToken

        /// One line for the client: why the request was refused, and how to allow it.
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
                The control plane does not accept the host \(host), only loopback names and addresses. \
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
                A page of another site may not call the control plane (Sec-Fetch-Site: \(site)). \
                Open the address directly, or allow the page with --control-origin ORIGIN.
                """
            case .wrongToken:
                "The control plane needs its token: send Authorization: Bearer TOKEN with the value of --control-token."
            }
        }
    }

    /// Checks all but the token. A CORS preflight must pass these checks too, but carries no token.
    func checkSource(_ caller: Caller) throws(Refusal) {
        try checkAddress(caller)
        if let origin = caller.origin {
            guard isOwn(origin, authority: caller.authority) || listed(origin) != nil else {
                throw .foreignOrigin(origin)
            }
        } else if let site = caller.fetchSite, site == "cross-site" || site == "same-site" {
            throw .foreignSite(site)
        }
    }

    /// Checks that the control plane is on and accepts the request's host.
    func checkAddress(_ caller: Caller) throws(Refusal) {
        if let switchOff { throw .switchedOff(switchOff) }
        try checkHost(caller.authority)
    }

    func checkToken(_ caller: Caller) throws(Refusal) {
        guard let token else { return }
        guard let authorization = caller.authorization,
            let sent = BearerToken.token(in: Array(authorization.utf8)[...]),
            equalInConstantTime(sent, token)
        else { throw .wrongToken }
    }

    /// The listed origin that equals a request's `Origin`.
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

    /// Whether an origin is the mock's own.
    ///
    /// `checkHost` has accepted the authority before, so a page with the same host and port comes from the mock.
    private func isOwn(_ origin: String, authority: String?) -> Bool {
        guard let origin = WebOrigin(origin) else { return false }
        if origin == publicOrigin { return true }
        guard let authority, let own = WebOrigin("http://" + authority) else { return false }
        return origin == own
    }

    /// Compares every byte of the guess, so that the time taken does not show how many of its bytes are right.
    private func equalInConstantTime(_ guess: ArraySlice<UInt8>, _ secret: String) -> Bool {
        let secret = Array(secret.utf8)
        var difference = guess.count ^ secret.count
        for (index, byte) in guess.enumerated() {
            difference |= Int(byte ^ (secret.isEmpty ? 1 : secret[index % secret.count]))
        }
        return difference == 0
    }
}
