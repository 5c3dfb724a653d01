/// Member names that the reader can expect.
///
/// It hands out these very strings instead of making new ones, which saves an allocation for each name longer than
/// 15 bytes.
package struct JSONNames: Sendable {
    package static let none = JSONNames([])

    /// The names by their length in UTF-8, so that few have to be compared.
    private let namesByLength: [[String]]

    package init(_ names: [String]) {
        var namesByLength = [[String]](repeating: [], count: (names.map(\.utf8.count).max() ?? -1) + 1)
        for name in names { namesByLength[name.utf8.count].append(name) }
        self.namesByLength = namesByLength
    }

    /// The expected name of these bytes, if there is one.
    func name(of bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard bytes.count < namesByLength.count else { return nil }
        return namesByLength[bytes.count].first { name in
            name.utf8.withContiguousStorageIfAvailable { $0.hasSameBytes(as: bytes) } ?? name.utf8.elementsEqual(bytes)
        }
    }
}
