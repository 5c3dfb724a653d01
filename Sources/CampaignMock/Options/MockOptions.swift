/// The settings of a mock.
///
/// The defaults suit a test: a free port, nothing on disk, and the demo data.
public struct MockOptions: Sendable {
    /// Where the mock listens.
    public enum Endpoint: Sendable, Equatable {
        /// A host name or IP address, and a port from 0 to 65,535. Port 0 picks a free port. The name `localhost` means
        /// both loopback addresses, 127.0.0.1 and ::1, with one port; a machine may have only one of them.
        case tcp(host: String, port: Int)
        /// A Unix domain socket at this path.
        case unixSocket(path: String)
    }

    /// Where the mock keeps campaigns and accounts.
    public enum Database: Sendable, Equatable {
        /// A SQLite file. The mock creates it when it does not exist.
        case file(path: String)
        /// Memory only.
        case inMemory
    }

    /// Which commits a power failure may lose. A crash of the process alone never loses a commit.
    ///
    /// Source: <https://sqlite.org/pragma.html#pragma_synchronous>
    public enum Durability: String, Sendable, CaseIterable {
        /// SQLite's `synchronous = NORMAL`: a power failure may lose the last commits, but never corrupts the file.
        case normal
        /// SQLite's `synchronous = FULL`: a power failure loses no commit.
        case full
    }

    /// The system call in which the event loops wait for the sockets.
    public enum Poller: String, Sendable, CaseIterable {
        /// epoll(7), Linux only.
        case epoll
        /// poll(2), on every platform.
        case poll

        /// epoll on Linux, poll elsewhere.
        public static var best: Poller {
            #if os(Linux)
            .epoll
            #else
            .poll
            #endif
        }
    }

    /// The web pages that may read the API's responses (CORS).
    public enum Origins: Sendable, Equatable {
        /// Pages of every origin.
        case any
        /// Pages of these origins, such as `https://app.example`. A `*` in the list allows every origin.
        case listed([String])
    }

    /// The `message` of a 422 response. Its `errors` are the same in every case.
    public enum ValidationMessage: Sendable, Equatable {
        /// The message that the platform documents for the endpoint, or ``summary`` when the platform documents none.
        case documented
        /// The framework's summary: the first error and the number of further errors.
        case summary
        /// This text.
        case text(String)
    }

    /// The form of the response to `GET /user/leads`, for accounts whose definition chooses none.
    public enum LeadList: String, Sendable, CaseIterable {
        /// The current form: one page of the leads, with the members of the framework's paginator.
        case pages
        /// The older form: an array of all leads.
        case bare
    }

    /// Who begins the calls of campaigns in progress.
    public enum Calls: String, Sendable, CaseIterable {
        /// The mock, on its clock.
        case on
        /// A test: leads are scheduled, and each call is played by hand.
        case off
    }

    /// Where the mock listens.
    public var endpoint = Endpoint.tcp(host: "127.0.0.1", port: 0)
    /// The URL by which clients know the mock behind a proxy, such as `https://mock.example/campaigns`: `http` or `https`, a
    /// host, and perhaps a port and a path. URLs in responses begin with it; ``MockServer/url`` does not. With `nil` they
    /// have the `Host` that the client sent.
    public var publicURL: String?
    /// Where the mock keeps campaigns and accounts.
    public var database = Database.inMemory
    /// Which commits a power failure may lose.
    public var durability = Durability.normal
    /// The plans, accounts, assistants and phone numbers of a new database, as JSON in the format of
    /// `fixtures/demo.json`; `nil` for the demo data.
    public var seed: [UInt8]?
    /// The name of ``seed`` in error messages.
    public var seedName = "the seed"
    /// The path of a file with the seed, in place of ``seed``. The mock reads the file at the start, and again at each
    /// reset.
    public var seedFile: String?
    /// Whether a change of ``seedFile`` resets the mock. The mock looks at the file twice a second.
    public var watchesSeed = false
    /// Whether a warning is an error: the response is then a 422 with the warning under the member's name.
    public var strict = false
    /// The `message` of a 422 response.
    public var validationMessage = ValidationMessage.documented
    /// The form of the response to `GET /user/leads`, for accounts whose definition chooses none.
    public var leadList = LeadList.pages
    /// Who begins the calls of campaigns in progress.
    public var calls = Calls.on
    /// The system call in which the event loops wait for the sockets.
    public var poller = Poller.best
    /// The number of event loops, 1 to 64, each with its own thread; `nil` for one per core, at most four.
    public var threads: Int?
    /// Limits on the size and duration of requests and connections.
    public var limits = MockLimits()
    /// The web pages that may read the API's responses (CORS).
    public var corsOrigins = Origins.any
    /// The settings of the control plane under `/_mock`.
    public var control = ControlPlaneOptions()
    /// Where post-call webhooks may be sent, and how long one may take.
    public var webhooks = MockWebhookOptions()
    /// Whether each request is logged, at level info.
    public var accessLog = false
    /// Receives the access log's entries instead of the logger, while ``accessLog`` is on. The logger then gets no
    /// warnings, because the entries contain them.
    package var accessLogSink: AccessLogSink?

    /// Creates options with the default values.
    public init() {}
}

/// Limits on the size and duration of requests and connections: see <doc:HTTPBehaviourAndLimits>.
///
/// Every number may be 1 to 1,073,741,824, every duration 1 millisecond to 1 day.
public struct MockLimits: Sendable {
    /// Bytes of the request line and header fields together. A longer head gets a 431 response.
    public var headBytes = 32_768
    /// Bytes of the request target. A longer target gets a 414 response.
    public var targetBytes = 8_192
    /// Header fields of a request. A request with more gets a 431 response.
    public var fields = 100
    /// Bytes of a request's content. Longer content gets a 413 response.
    public var bodyBytes = 1_048_576
    /// Bytes of the content of `PUT /_mock/state`. Longer content gets a 413 response.
    public var stateBytes = 268_435_456
    /// Open connections. A further connection gets a 503 response.
    public var connections = 10_000
    /// The time for a whole request head. A slower client gets a 408 response.
    public var head = Duration.seconds(10)
    /// The time within which more of a request's content must arrive. A slower client gets a 408 response.
    public var body = Duration.seconds(10)
    /// The time within which a client must read some of its response. The connection of a slower client is reset.
    public var write = Duration.seconds(10)
    /// The time that a connection may wait for its next request before the server closes it.
    public var idle = Duration.seconds(75)
    /// The time that requests in flight get to finish when the mock stops.
    public var shutdown = Duration.seconds(5)

    /// Creates limits with the default values.
    public init() {}
}

/// The settings of the post-call webhooks: see <doc:Webhooks>.
public struct MockWebhookOptions: Sendable {
    /// Host names and addresses, without a port, that get webhooks besides loopback.
    public var hosts: [String] = []
    /// The time for one webhook, to the last byte of the answer: 1 millisecond to 1 day. Afterwards it has failed.
    public var timeout = Duration.seconds(5)

    /// Creates settings with the default values.
    public init() {}
}

/// The settings of the control plane under `/_mock`.
public struct ControlPlaneOptions: Sendable {
    /// Whether the control plane is on. With `nil`, it is on when the mock listens on loopback only or a token is set.
    public var enabled: Bool?
    /// The bearer token that clients must send: 1 to 4,096 visible ASCII characters without spaces; `nil` for none.
    public var token: String?
    /// Host names and addresses, without a port, that a request's `Host` may have besides loopback and the mock's own
    /// host. The check of `Host` prevents DNS rebinding.
    public var hosts: [String] = []
    /// Origins of web pages that may call the control plane besides the mock's own, such as `http://localhost:5173`.
    public var origins: [String] = []
    /// The number of requests that the journal keeps, at most 1,000,000; 0 switches the journal off.
    public var journalEntries = 1_000
    /// The number of bytes that the journal keeps of each body, at most 1,073,741,824.
    public var journalBodyBytes = 65_536
    /// Whether the mock obeys a request's `Prefer: code=...` and `Prefer: wait=...`.
    public var obeysPrefer = true
    /// The time at which the clock is frozen, in Unix seconds of the years 1970 to 9999; `nil` for the machine's time.
    public var frozenAt: Int64?

    /// Creates settings with the default values.
    public init() {}
}
