public import ArgumentParser
public import CampaignMock

struct ListeningOptions: ParsableArguments {
    /// The host without `--host`: both loopback addresses.
    static let defaultHost = "localhost"

    @Option(
        help: "The host name or address to listen on; localhost means 127.0.0.1 and ::1. (default: localhost)")
    var host: String?

    @Option(
        name: .shortAndLong, parsing: .unconditional,
        help: "The port to listen on; 0 picks a free one. (default: 7357)", transform: NumberText.whole)
    var port: Int?

    @Option(
        help: ArgumentHelp(
            "Listen on this Unix domain socket instead of a host and a port.", valueName: "path"))
    var unixSocket: String?

    @Option(
        help: ArgumentHelp(
            "Begin the URLs in responses with this one, that of a proxy before the mock.", valueName: "url"))
    var publicURL: String?

    @Option(
        help: ArgumentHelp(
            "Write the port to this file atomically when the mock listens; remove the file when it stops.",
            valueName: "path"))
    var portFile: String?

    @Option(
        help: ArgumentHelp(
            "The system call that waits for the sockets: epoll (Linux) or poll (every platform).",
            valueName: "epoll|poll"))
    var poller = MockOptions.Poller.best

    @Option(
        parsing: .unconditional,
        help: "The number of event loops, each with its own thread. (default: one per core, at most 4)",
        transform: NumberText.whole)
    var threads: Int?

    func validate() throws {
        if unixSocket != nil {
            for (flag, isSet) in [("--host", host != nil), ("--port", port != nil), ("--port-file", portFile != nil)]
            where isSet {
                throw ValidationError("--unix-socket and \(flag) exclude each other. Leave one of them out.")
            }
        }
        try usage { (options) throws(MockError) in try apply(to: &options) }
    }

    func apply(to options: inout MockOptions) throws(MockError) {
        if let host { try OptionCheck.isGiven("--host", host, "Give it a name or an address such as 127.0.0.1.") }
        if let port { try OptionCheck.number("--port", port, in: OptionCheck.ports) }
        if let portFile { try OptionCheck.isGiven("--port-file", portFile, "Give it the path of a file.") }
        if let threads { try OptionCheck.number("--threads", threads, in: OptionCheck.threads) }
        if let unixSocket {
            try OptionCheck.isGiven("--unix-socket", unixSocket, "Give it the path of a socket.")
            options.endpoint = .unixSocket(path: unixSocket)
        } else {
            options.endpoint = .tcp(host: host ?? Self.defaultHost, port: port ?? 7357)
        }
        if let publicURL {
            _ = try OptionCheck.publicURL("--public-url", publicURL)
            options.publicURL = publicURL
        }
        options.poller = poller
        options.threads = threads
    }
}

extension MockOptions.Poller: ExpressibleByArgument {}
