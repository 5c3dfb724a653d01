/// Seeds for tests with random values: fixed ones, and one that is new in each run. A failing test names its seed.
package let seeds: [UInt64] = [1, 2, 3, .random(in: .min ... .max)]
