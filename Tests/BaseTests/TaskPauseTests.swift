import Testing

@testable import Base

@Suite("A pause of a task") struct TaskPauseTests {
    @Test("lasts its duration", arguments: [Duration.milliseconds(0), .milliseconds(1), .milliseconds(30)])
    func duration(_ duration: Duration) async throws {
        let begun = ContinuousClock.now
        try await Task.pause(for: duration)
        #expect(.now - begun >= duration)
    }

    @Test("of less than nothing ends")
    func negative() async throws {
        try await Task.pause(for: .seconds(-1))
    }

    @Test("ends with a CancellationError when its task is cancelled, before it or during it")
    func cancellation() async {
        for isCancelledBefore in [true, false] {
            let begins = Promise<Void>()
            let task = Task {
                if isCancelledBefore { while !Task.isCancelled { await Task.yield() } }
                begins.keep(())
                try await Task.pause(for: .seconds(Int64.max))
            }
            if !isCancelledBefore { await begins.wait() }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test("ends once when the end of its duration and a cancellation come together")
    func race() async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<500 {
                group.addTask {
                    let task = Task { try await Task.pause(for: .microseconds(50)) }
                    try? await Task.pause(for: .microseconds(50))
                    task.cancel()
                    _ = await task.result
                }
            }
        }
    }
}
