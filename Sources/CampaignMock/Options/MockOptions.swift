/// How a mock is set up. The defaults suit a test: a free port, nothing on disk, the demo data.
public struct MockOptions: Sendable {
    /// Where it listens.
    public enum Endpoint: Sendable, Equatable {
        /// A host name or address, and a port; port 0 picks a free one.
        case tcp(host: String, port: Int)
        /// A Unix domain socket at this path.
        case unixSocket(path: String)
    }

    /// Where campaigns and accounts are kept.
    public enum Database: Sendable, Equatable {
        /// A SQLite file, made when it is not there.
        case file(path: String)
        /// Nothing on disk.
        case inMemory
    }

    /// What a power cut may undo. A crash of the process alone loses nothing that was acknowledged.
    public enum Durability: String, Sendable, CaseIterable {
        /// SQLite's `synchronous = NORMAL`: perhaps the last commits, never the file.
        case normal
        /// SQLite's `synchronous = FULL`: nothing.
        case full
    }

    /// What the event loops wait with.
    public enum Poller: String, Sendable, CaseIterable {
        /// epoll(7), Linux only.
        case epoll
        /// poll(2), everywhere.
        case poll

        /// The best that the platform has.
        public static var best: Poller {
            #if os(Linux)
            .epoll
            #else
            .poll
            #endif
        }
    }

    /// Which web pages may read the API's answers.
    public enum Origins: Sendable, Equatable {
        /// Every page.
        case any
        /// Pages of these origins: `https://app.example`. `*` among them stands for every page.
        case listed([String])
    }

    /// What the `message` of a 422 says; its `errors` are the same in every case.
    public enum ValidationMessage: Sendable, Equatable {
        /// What the platform's documentation shows for the endpoint; the framework's summary where it shows nothing.
        case documented
        /// The framework's summary, for every endpoint: the first error, and how many more there are.
        case summary
        /// This text, for every endpoint.
        case text(String)
    }

    /// Where it listens.
    public var endpoint = Endpoint.tcp(host: "127.0.0.1", port: 0)
    /// Where campaigns and accounts are kept.
    public var database = Database.inMemory
    /// What a power cut may undo.
    public var durability = Durability.normal
    /// The plans, accounts, assistants and phone numbers that a new database begins with, as JSON in the format of
    /// `fixtures/demo.json`; `nil` for the demo data.
    public var seed: [UInt8]?
    /// What the seed is called in messages: its file's path.
    public var seedName = "the seed"
    /// Warnings answer 422 under the member's name.
    public var strict = false
    /// What the `message` of a 422 says.
    public var validationMessage = ValidationMessage.documented
    /// What the event loops wait with.
    public var poller = Poller.best
    /// Event loops, each a thread; `nil` for one a core, four at most.
    public var threads: Int?
    /// Sizes and times that bound a client.
    public var limits = MockLimits()
    /// Which web pages may read the API's answers.
    public var corsOrigins = Origins.any
    /// The control plane under `/_mock`.
    public var control = ControlPlaneOptions()
    /// Logs each request at level info.
    public var accessLog = false
    /// What takes the access log's entries in place of the logger. Warnings then stand in the entries alone.
    package var accessLogSink: AccessLogSink?

    /// The defaults.
    public init() {}
}

/// Sizes and times that bound a client (README, "HTTP behaviour and limits").
public struct MockLimits: Sendable {
    /// Bytes of request line and header fields together; beyond: 431.
    public var headBytes = 32_768
    /// Bytes of the request target; beyond: 414.
    public var targetBytes = 8_192
    /// Header fields; beyond: 431.
    public var fields = 100
    /// Bytes of a request body; beyond: 413.
    public var bodyBytes = 1_048_576
    /// Open connections; beyond: 503.
    public var connections = 10_000
    /// For a whole request head; beyond: 408. Like all times here from a millisecond to a day.
    public var head = Duration.seconds(10)
    /// In which a request body must make progress; beyond: 408.
    public var body = Duration.seconds(10)
    /// In which a client must take some of its answer; beyond: the connection is reset.
    public var write = Duration.seconds(10)
    /// That a connection may wait for its next request; beyond: it is closed.
    public var idle = Duration.seconds(75)
    /// That requests in flight get when the mock stops.
    public var shutdown = Duration.seconds(5)

    /// The defaults.
    public init() {}
}

/// The control plane's settings.
public struct ControlPlaneOptions: Sendable {
    /// Whether `/_mock` answers; `nil` for: when bound to loopback, or when a token is set.
    public var enabled: Bool?
    /// What callers must send as a bearer token: visible ASCII characters without spaces, as a header carries them.
    public var token: String?
    /// Host names and addresses beyond loopback that callers may use, without a port (a guard against DNS rebinding).
    public var hosts: [String] = []
    /// Origins of web pages that may call it, beside its own: `http://localhost:5173`.
    public var origins: [String] = []
    /// Requests that the journal keeps; 0 switches it off.
    public var journalEntries = 1_000
    /// Bytes that the journal keeps of each body.
    public var journalBodyBytes = 65_536
    /// Whether a request's `Prefer: code=...` is obeyed.
    public var obeysPrefer = true
    /// The clock at start: Unix seconds (1970 to 9999) to stand still at, or `nil` for the machine's time.
    public var frozenAt: Int64?

    /// The defaults.
    public init() {}
}
