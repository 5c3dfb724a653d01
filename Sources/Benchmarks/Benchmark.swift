/// An operation that is run many times on end.
struct Benchmark {
    let room: String
    let operation: String
    /// How many operations a time is.
    let operationsAtATime: Int
    /// Runs it so many times. What it returns depends on every operation, so that none can be left out.
    private let run: (_ times: Int) async throws -> Int

    init(_ room: String, _ operation: String, _ body: @escaping () throws -> Int) {
        self.init(room, operation, operationsAtATime: 1) { times in
            var sum = 0
            for _ in 0..<times { sum &+= try body() }
            return sum
        }
    }

    init(
        _ room: String, _ operation: String, operationsAtATime: Int, run: @escaping (_ times: Int) async throws -> Int
    ) {
        self.room = room
        self.operation = operation
        self.operationsAtATime = operationsAtATime
        self.run = run
    }

    private static let shortestBatch = Duration.milliseconds(20)
    private static let batchCount = 15

    /// Runs batches that are long enough for the clock, after finding out how many times that is.
    func measure() async throws -> Measurement {
        var times = 1
        var checksum = 0
        while try await duration(of: times, &checksum) < Self.shortestBatch { times *= 2 }
        var batches: [Double] = []
        for _ in 0..<Self.batchCount {
            let duration = try await duration(of: times, &checksum)
            batches.append(duration / .nanoseconds(1) / Double(times * operationsAtATime))
        }
        return Measurement(room: room, operation: operation, batches: batches.sorted(), checksum: checksum)
    }

    private func duration(of times: Int, _ checksum: inout Int) async throws -> Duration {
        let began = ContinuousClock.now
        checksum &+= try await run(times)
        return ContinuousClock.now - began
    }
}
