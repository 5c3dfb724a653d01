/// Bytes of one record behind those of another, forgotten from the oldest on.
///
/// They lie in segments that are filled from front to back and then used again: whoever writes walks through memory in
/// order and allocates nothing. A reader shares a segment; one that is still being filled is then copied by the next
/// who writes.
struct SegmentedBytes: Sendable {
    /// Where a record's bytes begin.
    struct Place: Sendable {
        /// The segment's number, counted from 0.
        var segment = 0
        /// Bytes from the segment's beginning.
        var start = 0
    }

    /// A segment is larger only when a single record is.
    static let usualCapacity = 65_536

    /// The one that is being filled; its length is its capacity.
    private var open: [UInt8] = []
    private var filled = 0
    /// Those before it, the oldest first.
    private var closed: [[UInt8]] = []
    /// The number of the first of `closed`, or of `open` when there is none.
    private var oldest = 0
    /// One that is done with, for the next to be opened.
    private var spare: [UInt8] = []

    private var openNumber: Int { oldest + closed.count }

    /// Finds room for a whole record, which is then to be appended part by part.
    mutating func place(count: Int) -> Place {
        if open.count - filled < count { openSegment(count) }
        return Place(segment: openNumber, start: filled)
    }

    /// Adds to the record for which room was found last.
    mutating func append(_ part: ArraySlice<UInt8>) {
        let range = filled..<filled + part.count
        open.withUnsafeMutableBytes { open in
            part.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: open[range]).copyMemory(from: $0) }
        }
        filled = range.upperBound
    }

    /// Lets go of all segments with a smaller number.
    mutating func forget(before number: Int) {
        while oldest < number, !closed.isEmpty {
            let segment = closed.removeFirst()
            oldest += 1
            if segment.count == Self.usualCapacity { spare = segment }
        }
    }

    /// The whole segment.
    subscript(number: Int) -> [UInt8] { number == openNumber ? open : closed[number - oldest] }

    /// Bytes that it has room for, used or not.
    var capacity: Int { open.count + spare.count + closed.reduce(0) { $0 + $1.count } }

    private mutating func openSegment(_ count: Int) {
        if !open.isEmpty { closed.append(open) }
        filled = 0
        open = []
        if count > Self.usualCapacity {
            open = Array(repeating: 0, count: count)
        } else if spare.isEmpty {
            open = Array(repeating: 0, count: Self.usualCapacity)
        } else {
            swap(&open, &spare)
        }
    }
}
