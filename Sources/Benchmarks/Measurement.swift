import JSON

/// The times of a benchmark's batches.
struct Measurement {
    let module: String
    let operation: String
    /// Nanoseconds per operation of each batch, the fastest batch first.
    let batches: [Double]
    let checksum: Int

    /// The figures for `scripts/bench micro`, in nanoseconds per operation.
    var json: JSONValue {
        [
            "module": .string(module), "operation": .string(operation),
            "median": .integer(Int64(batches[batches.count / 2])), "least": .integer(Int64(batches[0])),
            "greatest": .integer(Int64(batches[batches.count - 1])), "batches": .integer(Int64(batches.count)),
            "checksum": .integer(Int64(checksum)),
        ]
    }
}
