public import ArgumentParser
public import CampaignMock

struct ListeningOptions: ParsableArguments {
    @Option(help: "The host name or address to listen on. (default: 127.0.0.1)")
    var host: String?

    @Option(name: .shortAndLong, help: "The port to listen on; 0 picks a free one. (default: 7357)")
    var port: Int?

    @Option(
        help: ArgumentHelp(
            "Listen on this Unix domain socket instead of a host and a port.", valueName: "path"))
    var unixSocket: String?

    @Option(
        help: ArgumentHelp(
            "Write the port to this file, in one step, once it listens; the file is removed at the end.",
            valueName: "path"))
    var portFile: String?

    @Option(
        help: ArgumentHelp(
            "What waits for the sockets: epoll (Linux) or poll (everywhere).",
            valueName: "epoll|poll"))
    var poller = MockOptions.Poller.best

    @Option(help: "Event loops, each a thread. (default: one a core, at most 4)")
    var threads: Int?

    func validate() throws {
        if unixSocket != nil {
            for (flag, isSet) in [("--host", host != nil), ("--port", port != nil), ("--port-file", portFile != nil)]
            where isSet {
                throw ValidationError("--unix-socket and \(flag) exclude each other. Leave one of them out.")
            }
        }
        if let port, !(0...65_535).contains(port) {
            throw ValidationError("--port \(port) is no port. Choose one from 1 to 65535, or 0 for a free one.")
        }
        if let threads, !(1...64).contains(threads) {
            throw ValidationError("--threads \(threads) is out of range. Choose a number from 1 to 64.")
        }
    }

    func apply(to options: inout MockOptions) {
        if let unixSocket {
            options.endpoint = .unixSocket(path: unixSocket)
        } else {
            options.endpoint = .tcp(host: host ?? "127.0.0.1", port: port ?? 7357)
        }
        options.poller = poller
        options.threads = threads
    }
}

extension MockOptions.Poller: ExpressibleByArgument {}
