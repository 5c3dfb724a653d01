/// Member names that the reader can expect.
///
/// It hands out these very strings instead of making new ones, which saves an allocation for each name longer than
/// 15 bytes.
package struct JSONNames: Sendable {
    package static let none = JSONNames([])

    /// The shortest first.
    private let names: [String]
    /// For each length in UTF-8 where the names of that length begin, so that few have to be compared.
    private let starts: [Int]

    package init(_ names: [String]) {
        let longest = names.map(\.utf8.count).max() ?? -1
        self.names = (0..<longest + 1).flatMap { length in names.filter { $0.utf8.count == length } }
        starts = (0..<longest + 2).map { length in names.count { $0.utf8.count < length } }
    }

    /// The expected name of these bytes, if there is one.
    func name(of bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard bytes.count + 1 < starts.count else { return nil }
        for index in starts[bytes.count]..<starts[bytes.count + 1] {
            let isSame = names[index].utf8.withContiguousStorageIfAvailable { $0.hasSameBytes(as: bytes) }
            if isSame ?? names[index].utf8.elementsEqual(bytes) { return names[index] }
        }
        return nil
    }
}
