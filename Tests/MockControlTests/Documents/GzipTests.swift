import Base
import Foundation
import Testing

@testable import MockControl

@Suite("Gzip") struct GzipTests {
    static let texts: [(name: String, bytes: [UInt8])] = {
        var generator = SplitMix64(seed: 7)
        let noise = (0..<5_000).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        let rows = (0..<400).map { "h(\"div\", { class: \"row-\($0 % 7)\" }, text(\($0))),\n" }.joined()
        // Each byte as often as the two before it together, so that the codes would be longer than they may be.
        var counts = [1, 1]
        while counts.count < 20 { counts.append(counts.suffix(2).reduce(0, +)) }
        var unequal = counts.indices.flatMap { Array(repeating: UInt8($0), count: counts[$0]) }
        for index in unequal.indices.reversed() { unequal.swapAt(index, Int(generator.next() % UInt64(index + 1))) }
        return [
            ("nothing", []), ("a byte", [7]), ("two bytes", [7, 7]),
            ("one byte, often", Array(repeating: 0, count: 70_000)),
            ("noise", noise), ("a script", Array(rows.utf8)),
            ("a far repetition", noise + Array(repeating: 1, count: 29_000) + noise),
            ("unequal bytes", unequal), ("every byte", (0...255).map { UInt8($0) }),
        ]
    }()

    @Test("is what gzip takes apart") func decompression() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "gzip-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        // One run for all texts: several gzip texts behind each other are one.
        let file = directory.appending(path: "all.gz")
        try Data(Self.texts.flatMap { Gzip.compress($0.bytes) }).write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-d", file.path]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let found = try Data(contentsOf: directory.appending(path: "all"))
        #expect(Array(found) == Self.texts.flatMap(\.bytes))
    }

    @Test("makes text short, and noise hardly longer") func sizes() throws {
        for (name, bytes) in Self.texts where bytes.count > 4_000 && name != "a far repetition" {
            let ratio = Double(Gzip.compress(bytes).count) / Double(bytes.count)
            #expect(ratio < (name == "noise" ? 1.03 : 0.7), "\(name): \(ratio)")
        }
    }

    @Test("has the checksum of RFC 1952") func checksum() {
        #expect(Gzip.checksum(of: Array("123456789".utf8)) == 0xCBF4_3926)
    }
}
