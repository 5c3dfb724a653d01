import Base

extension MockOptions {
    /// Checks every option before the mock opens anything.
    ///
    /// - Throws: ``MockError`` that names the invalid option, its value and the allowed values.
    func check() throws(MockError) {
        switch endpoint {
        case .tcp(let host, let port):
            try OptionCheck.isGiven("endpoint.host", host, "Give it a name or an address such as 127.0.0.1.")
            try OptionCheck.number("endpoint.port", port, in: OptionCheck.ports)
        case .unixSocket(let path): try OptionCheck.isGiven("endpoint.path", path, "Give it the path of a socket.")
        }
        if case .file(let path) = database {
            try OptionCheck.isGiven("database.path", path, "Give it the path of a file, or use .inMemory.")
        }
        if let seedFile {
            try OptionCheck.isGiven("seedFile", seedFile, "Give it the path of a JSON file.")
            if seed != nil { throw MockError("seed and seedFile exclude each other. Leave one of them out.") }
        } else if watchesSeed {
            throw MockError("watchesSeed is set without a seedFile. Name the file to watch.")
        }
        _ = try normalPublicURL()
        if let threads { try OptionCheck.number("threads", threads, in: OptionCheck.threads) }
        try limits.check()
        try control.check()
        try OptionCheck.time("webhooks.timeout", webhooks.timeout)
        _ = try webhooks.allowedHosts()
        _ = try normalOrigins()
    }
}

extension MockLimits {
    fileprivate func check() throws(MockError) {
        let numbers = [
            ("headBytes", headBytes), ("targetBytes", targetBytes), ("fields", fields), ("bodyBytes", bodyBytes),
            ("stateBytes", stateBytes), ("connections", connections),
        ]
        for (name, value) in numbers { try OptionCheck.number("limits.\(name)", value, in: OptionCheck.limits) }
        let times = [("head", head), ("body", body), ("write", write), ("idle", idle), ("shutdown", shutdown)]
        for (name, value) in times { try OptionCheck.time("limits.\(name)", value) }
    }
}

extension ControlPlaneOptions {
    fileprivate func check() throws(MockError) {
        if let token { try OptionCheck.token("control.token", token) }
        try OptionCheck.number("control.journalEntries", journalEntries, in: OptionCheck.journalEntries)
        try OptionCheck.number("control.journalBodyBytes", journalBodyBytes, in: OptionCheck.journalBodyBytes)
        if let frozenAt { try OptionCheck.moment("control.frozenAt", frozenAt) }
        _ = try (accessHosts(), accessOrigins())
    }
}

extension MockWebhookOptions {
    func allowedHosts() throws(MockError) -> Set<URIHost> {
        var result: Set<URIHost> = []
        for host in hosts { result.insert(try OptionCheck.host("webhooks.hosts", host)) }
        return result
    }
}

extension MockOptions {
    /// ``publicURL`` with scheme and host in lower case, without the scheme's own port and a slash at the end.
    ///
    /// - Throws: ``MockError`` for a text that is not a URL of a proxy.
    func normalPublicURL() throws(MockError) -> PublicURL? {
        guard let publicURL else { return nil }
        return try OptionCheck.publicURL("publicURL", publicURL)
    }

    /// ``corsOrigins`` in the form in which browsers send `Origin`: lower case, without the scheme's default port.
    ///
    /// - Throws: ``MockError`` for a text that is not an origin.
    func normalOrigins() throws(MockError) -> Origins {
        guard case .listed(let listed) = corsOrigins else { return .any }
        var origins: [String] = []
        for text in listed {
            guard text != "*" else { return .any }
            origins.append(try OptionCheck.origin("corsOrigins", text).text)
        }
        return .listed(origins)
    }
}
