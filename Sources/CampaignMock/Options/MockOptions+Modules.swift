import Base
import CampaignAPI
import CampaignStore
import HTTPServer
import HTTPTypes
import HTTPWire
import JSON
import MockControl
import Validation

/// Conversions from the options to each module's own configuration.
extension MockOptions {
    /// - Throws: ``MockError`` when the host name does not resolve to an address.
    func serverConfiguration() throws(MockError) -> ServerConfiguration {
        var configuration = ServerConfiguration()
        switch endpoint {
        case .tcp(let host, let port):
            do { configuration.addresses = try HostAddresses(of: host) } catch { throw MockError(error.message) }
            configuration.host = host
            configuration.port = port
        case .unixSocket(let path): configuration.unixSocketPath = path
        }
        configuration.pollerKind = poller == .epoll ? .epoll : .poll
        configuration.threads = threads
        configuration.requestLimits.headBytes = limits.headBytes
        configuration.requestLimits.targetBytes = limits.targetBytes
        configuration.requestLimits.fieldCount = limits.fields
        configuration.requestLimits.bodyBytes = limits.bodyBytes
        configuration.pathRules = .mock
        // The API checks the key (401) and the media type (415) before the size (413), so it needs these requests too.
        configuration.handsOverTooLargeRequests = true
        configuration.errorFields = { [cors = corsPolicy] in cors.fields(for: $0.fields[.origin]) }
        configuration.maximumConnections = limits.connections
        configuration.timeouts.head = limits.head
        configuration.timeouts.bodyProgress = limits.body
        configuration.timeouts.writeProgress = limits.write
        configuration.timeouts.idle = limits.idle
        configuration.timeouts.shutdownGrace = limits.shutdown
        return configuration
    }

    var corsPolicy: CORSPolicy { CORSPolicy(corsOrigins.policyOrigins) }

    var campaignOptions: CampaignOptions {
        CampaignOptions(
            strict: strict, validationMessage: validationMessage.apiMessage, leadList: leadList.apiList,
            logsWarnings: !accessLog || accessLogSink == nil, publicURL: publicURL,
            heedsPrefer: control.obeysPrefer)
    }

    /// Decides whether the control plane is off, and why.
    ///
    /// - Parameter addresses: The addresses that the mock listens on; `nil` for a Unix domain socket.
    /// - Returns: The reason; `nil` when the control plane is on.
    func controlPlaneSwitchOff(on addresses: HostAddresses?) -> AccessPolicy.SwitchOff? {
        switch control.enabled {
        case true?: return nil
        case false?: return .wanted
        case nil:
            guard case .tcp(let host, _) = endpoint, let addresses, !addresses.areLoopback, control.token == nil else {
                return nil
            }
            return .unprotected(host: host)
        }
    }
}

extension MockOptions.Database {
    var location: Store.Location {
        switch self {
        case .file(let path): .file(path: path)
        case .inMemory: .memory
        }
    }
}

extension MockOptions.Durability {
    var storeDurability: Store.Durability {
        switch self {
        case .normal: .normal
        case .full: .full
        }
    }
}

extension MockOptions.ValidationMessage {
    var apiMessage: ValidationMessage {
        switch self {
        case .documented: .documented
        case .summary: .summary
        case .text(let text): .text(text)
        }
    }
}

extension MockOptions.LeadList {
    var apiList: LeadList {
        switch self {
        case .pages: .pages
        case .bare: .bare
        }
    }
}

extension MockOptions.Origins {
    var policyOrigins: CORSPolicy.Origins {
        switch self {
        case .any: .any
        case .listed(let origins): .listed(origins)
        }
    }
}

extension MockOptions {
    func controlOptions(
        switchOff: AccessPolicy.SwitchOff?, isReachableFromOtherMachines: Bool
    ) throws(MockError) -> ControlPlaneConfiguration {
        var options = ControlPlaneConfiguration()
        options.journalEntries = control.journalEntries
        options.journalBodyBytes = control.journalBodyBytes
        options.access = AccessPolicy(
            switchOff: switchOff, isReachableFromOtherMachines: isReachableFromOtherMachines,
            hosts: try accessHosts(), origins: try control.accessOrigins(),
            publicOrigin: try normalPublicURL()?.origin, token: control.token)
        options.webhooks.hosts = try webhooks.allowedHosts()
        options.webhooks.timeout = webhooks.timeout
        options.api = campaignOptions
        options.version = MockServer.version
        options.stateBytes = limits.stateBytes
        options.location = database.location
        options.durability = durability.storeDurability
        return options
    }

    /// The hosts by which clients may call the control plane: the listed ones, the one that the mock listens on, and that
    /// of the public URL.
    ///
    /// - Returns: `nil` for a Unix domain socket, where every host is allowed.
    private func accessHosts() throws(MockError) -> [URIHost]? {
        guard case .tcp(let host, _) = endpoint else { return nil }
        return try control.accessHosts() + [URIHost(host)] + [try normalPublicURL()?.host].compactMap(\.self)
    }
}

extension ControlPlaneOptions {
    func accessHosts() throws(MockError) -> [URIHost] {
        var result: [URIHost] = []
        for host in hosts { result.append(try OptionCheck.host("control.hosts", host)) }
        return result
    }

    func accessOrigins() throws(MockError) -> [WebOrigin] {
        var result: [WebOrigin] = []
        for origin in origins { result.append(try OptionCheck.controlOrigin("control.origins", origin)) }
        return result
    }
}
