/// The seeds of tests with random values: fixed seeds, and one that differs in each run. A failing test shows its seed.
package let seeds: [UInt64] = [1, 2, 3, .random(in: .min ... .max)]
