/// An operation that is run many times in a row.
struct Benchmark {
    let module: String
    let operation: String
    /// How many operations one run does.
    let operationsAtATime: Int
    /// Runs it that many times. The result depends on every operation, so that the compiler cannot leave one out.
    private let run: (_ times: Int) async throws -> Int

    init(_ module: String, _ operation: String, _ body: @escaping () throws -> Int) {
        self.init(module, operation, operationsAtATime: 1) { times in
            var sum = 0
            for _ in 0..<times { sum &+= try body() }
            return sum
        }
    }

    init(
        _ module: String, _ operation: String, operationsAtATime: Int, run: @escaping (_ times: Int) async throws -> Int
    ) {
        self.module = module
        self.operation = operation
        self.operationsAtATime = operationsAtATime
        self.run = run
    }

    private static let shortestBatch = Duration.milliseconds(20)
    private static let batchCount = 15

    /// Doubles the number of runs until a batch is long enough for the clock, then measures the batches.
    func measure() async throws -> Measurement {
        var times = 1
        var checksum = 0
        while try await duration(of: times, &checksum) < Self.shortestBatch { times *= 2 }
        var batches: [Double] = []
        for _ in 0..<Self.batchCount {
            let duration = try await duration(of: times, &checksum)
            batches.append(duration / .nanoseconds(1) / Double(times * operationsAtATime))
        }
        return Measurement(module: module, operation: operation, batches: batches.sorted(), checksum: checksum)
    }

    private func duration(of times: Int, _ checksum: inout Int) async throws -> Duration {
        let began = ContinuousClock.now
        checksum &+= try await run(times)
        return ContinuousClock.now - began
    }
}
