import CampaignAPI
import CampaignStore
import HTTPServer
import HTTPTypes
import HTTPWire
import JSON
import MockControl
import Validation

/// The options as each room understands them.
extension MockOptions {
    var serverConfiguration: ServerConfiguration {
        var configuration = ServerConfiguration()
        switch endpoint {
        case .tcp(let host, let port):
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
        // The API answers 401 and 415 before 413.
        configuration.handsOverTooLargeRequests = true
        if corsOrigins == .any { configuration.errorFields[.accessControlAllowOrigin] = "*" }
        configuration.maximumConnections = limits.connections
        configuration.timeouts.head = .seconds(limits.headSeconds)
        configuration.timeouts.bodyProgress = .seconds(limits.bodySeconds)
        configuration.timeouts.writeProgress = .seconds(limits.writeSeconds)
        configuration.timeouts.idle = .seconds(limits.idleSeconds)
        configuration.timeouts.shutdownGrace = .seconds(limits.shutdownSeconds)
        return configuration
    }

    var campaignOptions: CampaignOptions {
        CampaignOptions(
            strict: strict, validationMessage: validationMessage.apiMessage,
            logsWarnings: !accessLog || accessLogSink == nil)
    }

    /// Why the control plane is off, for people; `nil` when it is on.
    var controlPlaneRefusal: String? {
        switch controlPlaneSwitchOff {
        case nil: nil
        case .wanted: "switched off"
        case .unprotected(let host):
            "off, because \(host) can be reached from other machines: set --control-token to switch it on"
        }
    }

    private var controlPlaneSwitchOff: AccessPolicy.SwitchOff? {
        switch (control.enabled, endpoint) {
        case (true?, _): nil
        case (false?, _): .wanted
        case (nil, .tcp(let host, _)) where !URLHost.isLoopback(host) && control.token == nil: .unprotected(host: host)
        case (nil, _): nil
        }
    }

    /// The seed that the options name, or the demo data.
    func readSeed() throws(MockError) -> Seed {
        guard let seed else { return .demo }
        do {
            return try Seed(json: try JSONReader.read(seed.span), isTimezone: TimeZoneNames.contains)
        } catch let error as JSONError {
            throw MockError("\(seedName) is not valid JSON: \(error.message)")
        } catch let error as SeedError {
            throw MockError("\(seedName): \(error.message)")
        } catch {
            throw MockError("\(seedName): \(error)")
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

extension MockOptions.Origins {
    var policyOrigins: CORSPolicy.Origins {
        switch self {
        case .any: .any
        case .listed(let origins): .listed(origins)
        }
    }
}

extension MockOptions {
    var controlOptions: ControlOptions {
        var options = ControlOptions()
        options.journalEntries = control.journalEntries
        options.journalBodyBytes = control.journalBodyBytes
        options.heedsPrefer = control.obeysPrefer
        options.access = AccessPolicy(
            switchOff: controlPlaneSwitchOff, hosts: control.hosts + boundHost, origins: control.origins,
            token: control.token)
        options.version = MockServer.version
        options.location = database.location
        options.durability = durability.storeDurability
        return options
    }
}

extension MockOptions {
    /// The address that it listens on, by which its callers may name it.
    private var boundHost: [String] {
        if case .tcp(let host, _) = endpoint { [host] } else { [] }
    }
}
