import JSON

/// Measures single operations of the modules that every request passes through, and prints one JSON object a line for
/// `scripts/bench micro`.
///
/// The figures serve to compare two builds on one machine, one after the other.
@main struct MicroBenchmarks {
    static func main() async throws {
        guard CommandLine.arguments.count == 2 else {
            print("usage: benchmarks DATABASE (a path where none is yet; scripts/bench micro gives one)")
            return
        }
        var benchmarks = WireBenchmarks.all
        benchmarks += try JSONBenchmarks.all()
        benchmarks += try ValidationBenchmarks.all()
        benchmarks += try StoreBenchmarks.all(path: CommandLine.arguments[1])
        benchmarks += try await LeadBenchmarks.all(path: CommandLine.arguments[1] + "-leads")
        benchmarks += try await CallingBenchmarks.all(path: CommandLine.arguments[1] + "-calls")
        for benchmark in benchmarks {
            print(String(decoding: try await benchmark.measure().json.encoded(), as: UTF8.self))
        }
    }
}
