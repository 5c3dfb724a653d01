import Foundation

/// What `campaign-mock health` does: asks a mock once, or until it is healthy.
struct HealthCheck: Sendable, Equatable {
    let request: HealthRequest
    let waits: Bool
    /// The longest time to take.
    let timeout: Duration

    /// Asks, and prints one line: to standard output when the mock is healthy, otherwise to standard error.
    ///
    /// - Returns: Whether the mock is healthy.
    func run() -> Bool {
        let health = health { request.send(before: $0) }
        let line = health.line(from: request.address)
        if health.isHealthy { print(line) } else { StandardError.write("campaign-mock: \(line)") }
        return health.isHealthy
    }

    /// - Parameter ask: Asks the mock once, until the given time.
    /// - Returns: The last answer.
    func health(asking ask: (ContinuousClock.Instant) -> Health) -> Health {
        let end = ContinuousClock.now + timeout
        var health = ask(end)
        while waits, !health.isHealthy {
            // Nothing tells a client that a server begins to listen.
            usleep(50_000)
            guard ContinuousClock.now < end else { break }
            health = ask(end)
        }
        return health
    }
}
