import Foundation

/// The machine code of the program and its libraries, as the system has mapped it.
enum ProgramText {
    /// Takes the code out of the process's memory; what still runs comes back from the system's file cache as it is called.
    ///
    /// Most of what is resident after the start is code that has run for the last time: reading the command line, the
    /// seed and the schema. Does nothing where there is no `/proc`.
    static func release() {
        #if os(Linux)
        // Nobody has written to these pages, so nothing is lost: madvise(2).
        for mapping in mappings {
            madvise(UnsafeMutableRawPointer(mutating: mapping.baseAddress), mapping.count, MADV_DONTNEED)
        }
        #endif
    }

    /// Where code of a file is mapped.
    static var mappings: [UnsafeRawBufferPointer] {
        // Not with `String(contentsOfFile:)`, which takes the first 4 KB of such a file for all of it.
        let file = FileHandle(forReadingAtPath: "/proc/self/maps")
        guard let maps = try? file?.readToEnd() else { return [] }
        return String(decoding: maps, as: UTF8.self).split(separator: "\n").compactMap { line in
            // `00400000-01cf7000 r-xp 00000000 fe:00 5326129 /usr/bin/campaign-mock`: proc_pid_maps(5).
            let fields = line.split(separator: " ", maxSplits: 5)
            guard fields.count == 6, fields[1] == "r-xp", fields[5].contains("/") else { return nil }
            let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard bounds.count == 2, bounds[0] < bounds[1] else { return nil }
            return UnsafeRawBufferPointer(
                start: UnsafeRawPointer(bitPattern: bounds[0]), count: Int(clamping: bounds[1] - bounds[0]))
        }
    }
}
