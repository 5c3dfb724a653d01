import JSON

func read(_ text: String, maximumDepth: Int = 128) throws(JSONError) -> JSONValue {
    try read(Array(text.utf8), maximumDepth: maximumDepth)
}

func read(_ bytes: [UInt8], maximumDepth: Int = 128) throws(JSONError) -> JSONValue {
    try JSONReader.read(bytes.span, maximumDepth: maximumDepth)
}

/// The error of reading the bytes, `nil` when they are accepted.
func refusal(_ bytes: [UInt8]) -> JSONError? {
    do {
        _ = try read(bytes)
        return nil
    } catch {
        return error
    }
}

func refusal(_ text: String) -> JSONError? { refusal(Array(text.utf8)) }

func text(_ value: JSONValue, pretty: Bool = false) -> String {
    String(decoding: value.encoded(pretty: pretty), as: UTF8.self)
}

/// The same numbers for the same seed, so that a failure can be repeated (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Fixed seeds, and one that is new in each run; the failing one stands in the test's name.
let seeds: [UInt64] = [1, 2, 3, .random(in: .min ... .max)]
