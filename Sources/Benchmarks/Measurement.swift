import JSON

/// What the batches of a benchmark took.
struct Measurement {
    let room: String
    let operation: String
    /// Nanoseconds an operation, the fastest batch first.
    let batches: [Double]
    let checksum: Int

    /// One line for whoever reads the figures.
    var json: JSONValue {
        [
            "room": .string(room), "operation": .string(operation),
            "median": .integer(Int64(batches[batches.count / 2])), "least": .integer(Int64(batches[0])),
            "greatest": .integer(Int64(batches[batches.count - 1])), "batches": .integer(Int64(batches.count)),
            "checksum": .integer(Int64(checksum)),
        ]
    }
}
