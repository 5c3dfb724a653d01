/// One block with codes of its own (RFC 1951 §3.2.7), which is the last of its text.
struct DeflateBlock {
    private let symbols: [DeflateSymbol]
    private let literals: HuffmanCode
    private let distances: HuffmanCode

    init(_ symbols: [DeflateSymbol]) {
        self.symbols = symbols
        var literalCounts = Array(repeating: 0, count: Self.literalCount)
        var distanceCounts = Array(repeating: 0, count: Self.distanceCount)
        literalCounts[Self.end] = 1
        for symbol in symbols {
            switch symbol {
            case .literal(let byte): literalCounts[Int(byte)] += 1
            case .repetition(let length, let distance):
                literalCounts[Range.of(length, in: Self.lengthRanges).code] += 1
                distanceCounts[Range.of(distance, in: Self.distanceRanges).code] += 1
            }
        }
        literals = HuffmanCode(counts: literalCounts, longest: 15)
        distances = HuffmanCode(counts: distanceCounts, longest: 15)
    }

    func encoded() -> [UInt8] {
        var bits = BitWriter()
        bits.write(1, 1)  // the last block
        bits.write(2, 2)  // with codes of its own
        writeCodes(to: &bits)
        for symbol in symbols {
            switch symbol {
            case .literal(let byte): bits.write(literals, Int(byte))
            case .repetition(let length, let distance):
                Range.of(length, in: Self.lengthRanges).write(length, literals, to: &bits)
                Range.of(distance, in: Self.distanceRanges).write(distance, distances, to: &bits)
            }
        }
        bits.write(literals, Self.end)
        return bits.bytes
    }

    // MARK: - The codes themselves

    /// The order in which the lengths of the lengths' own codes are written.
    private static let lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    private func writeCodes(to bits: inout BitWriter) {
        let runs = Self.runs(literals.lengths + distances.lengths)
        var counts = Array(repeating: 0, count: Self.lengthOrder.count)
        for run in runs { counts[run.symbol] += 1 }
        let code = HuffmanCode(counts: counts, longest: 7)
        bits.write(UInt32(Self.literalCount - 257), 5)
        bits.write(UInt32(Self.distanceCount - 1), 5)
        bits.write(UInt32(Self.lengthOrder.count - 4), 4)
        for symbol in Self.lengthOrder { bits.write(UInt32(code.lengths[symbol]), 3) }
        for run in runs {
            bits.write(code, run.symbol)
            bits.write(run.extra, run.extraBits)
        }
    }

    private struct Run {
        let symbol: Int
        var extra: UInt32 = 0
        var extraBits = 0
    }

    /// The lengths, with runs in short: 16 repeats the last one, 17 and 18 stand for zeros.
    private static func runs(_ lengths: [Int]) -> [Run] {
        var runs: [Run] = []
        var rest = lengths[...]
        while let first = rest.first {
            var count = rest.prefix { $0 == first }.count
            rest = rest.dropFirst(count)
            if first != 0 {
                runs.append(Run(symbol: first))
                count -= 1
            }
            while count >= 3 {
                let (symbol, base, most, width) =
                    first != 0 ? (16, 3, 6, 2) : count < 11 ? (17, 3, 10, 3) : (18, 11, 138, 7)
                let taken = min(count, most)
                runs.append(Run(symbol: symbol, extra: UInt32(taken - base), extraBits: width))
                count -= taken
            }
            runs += Array(repeating: Run(symbol: first), count: count)
        }
        return runs
    }

    // MARK: - Lengths and distances (RFC 1951 §3.2.5)

    private static let end = 256
    private static let literalCount = 286
    private static let distanceCount = 30
    private static let lengthRanges =
        Range.all(
            codes: 257...284, from: 3, extraBits: { $0 < 8 ? 0 : $0 / 4 - 1 }) + [
            Range(code: 285, base: 258, extraBits: 0)
        ]
    private static let distanceRanges = Range.all(codes: 0...29, from: 1, extraBits: { $0 < 4 ? 0 : $0 / 2 - 1 })

    /// The numbers that share a code; further bits say which one it is.
    private struct Range {
        let code: Int
        let base: Int
        let extraBits: Int

        static func all(codes: ClosedRange<Int>, from first: Int, extraBits: (_ index: Int) -> Int) -> [Range] {
            var base = first
            return codes.enumerated().map { index, code in
                defer { base += 1 << extraBits(index) }
                return Range(code: code, base: base, extraBits: extraBits(index))
            }
        }

        static func of(_ number: Int, in ranges: [Range]) -> Range {
            // The last of those that begin at the number or before it. The first one begins at the least number.
            ranges.last { $0.base <= number } ?? ranges[0]
        }

        func write(_ number: Int, _ huffman: HuffmanCode, to bits: inout BitWriter) {
            bits.write(huffman, code)
            bits.write(UInt32(number - base), extraBits)
        }
    }
}

/// Writes numbers bit by bit, the lowest first.
private struct BitWriter {
    private(set) var bytes: [UInt8] = []
    /// The bits of the last byte that are used; 8 for all.
    private var used = 8

    mutating func write(_ number: UInt32, _ count: Int) {
        for place in 0..<count {
            if used == 8 {
                bytes.append(0)
                used = 0
            }
            bytes[bytes.count - 1] |= UInt8(number >> UInt32(place) & 1) << UInt8(used)
            used += 1
        }
    }

    mutating func write(_ code: HuffmanCode, _ symbol: Int) { write(code.codes[symbol], code.lengths[symbol]) }
}
