#if os(Linux)
import Foundation
import Testing

@testable import campaign_mock

@Suite("The program's text") struct ProgramTextTests {
    @Test("leaves the memory, and comes back as it is called") func release() throws {
        // All of it, so that much can leave: as many bytes as there are pages are read.
        let sum = ProgramText.mappings.reduce(0) { sum, code in
            stride(from: 0, to: code.count, by: 4_096).reduce(sum) { $0 &+ Int(code[$1]) }
        }
        #expect(sum > 0)
        let before = try Self.residentKilobytes()
        ProgramText.release()
        // Other tests run meanwhile and call for some of it.
        #expect(try Self.residentKilobytes() < before * 3 / 4)
    }

    /// Of all code: proc_pid_smaps(5).
    private static func residentKilobytes() throws -> Int {
        var isCode = false
        var sum = 0
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/self/smaps"))
        let maps = try file.readToEnd() ?? Data()
        for line in String(decoding: maps, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: " ")
            if fields.count >= 5, fields[1].count == 4 { isCode = fields[1] == "r-xp" }
            if isCode, fields[0] == "Rss:" { sum += Int(fields[1]) ?? 0 }
        }
        return sum
    }
}
#endif
