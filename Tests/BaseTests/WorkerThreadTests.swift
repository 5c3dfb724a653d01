import Testing

@testable import Base

@Suite("Worker threads") struct WorkerThreadTests {
    @Test("run every task, and at no time more tasks than there are threads", arguments: [1, 2, 5])
    func limit(count: Int) async {
        let workers = WorkerThreads(count: count)
        let running = Locked((now: 0, most: 0, ended: 0))
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask(executorPreference: workers) {
                    running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1), $0.ended) }
                    // A processor's work, so that other threads would begin the next task meanwhile.
                    var generator = SplitMix64(seed: 1)
                    for _ in 0..<1_000 { _ = generator.next() }
                    running.withLock { $0 = ($0.now - 1, $0.most, $0.ended + 1) }
                }
            }
        }
        let outcome = running.withLock { $0 }
        #expect(outcome.now == 0)
        #expect(outcome.ended == 200)
        #expect((1...count).contains(outcome.most))
    }

    @Test("run tasks in the order in which they become ready")
    func order() async {
        let workers = WorkerThreads(count: 1)
        let order = Locked<[Int]>([])
        await withTaskGroup(of: Void.self) { group in
            // The first task holds the only thread until all others wait.
            let isFilled = Promise<Void>()
            group.addTask(executorPreference: workers) {
                for number in 0..<100 {
                    Task(executorPreference: workers) {
                        order.withLock { $0.append(number) }
                        if number == 99 { isFilled.keep(()) }
                    }
                }
            }
            await isFilled.wait()
        }
        #expect(order.withLock { $0 } == Array(0..<100))
    }

    @Test("take a task up again after it has waited")
    func suspension() async {
        let workers = WorkerThreads(count: 2)
        let total = await withTaskGroup(of: Int.self) { group in
            for number in 0..<50 {
                group.addTask(executorPreference: workers) {
                    try? await Task.pause(for: .milliseconds(number % 3))
                    return await Task(executorPreference: workers) { number }.value
                }
            }
            return await group.reduce(0, +)
        }
        #expect(total == 49 * 50 / 2)
    }
}
