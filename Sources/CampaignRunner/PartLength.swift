/// How much of a move one transaction plays: little beside other writes, which wait for it, and more and more without.
///
/// 100,000 leads alone take half as long again with transactions of 96 happenings as with those of 512.
struct PartLength: Sendable, Equatable {
    private static let least = 64
    private static let most = 512

    /// The number of happenings that is enough. The second of the last one is played to its end.
    let happenings: Int
    /// The write that plays the part; see ``WriteBatch/number``.
    private let write: Int

    /// - Parameters:
    ///   - former: that of the part before; `nil` for the first part.
    ///   - write: the number of the write that plays the part.
    init(after former: PartLength?, write: Int) {
        self.write = write
        guard let former, write == former.write + 1 else {
            happenings = Self.least
            return
        }
        happenings = min(former.happenings * 2, Self.most)
    }

    /// Whether there were other writes since the part before, as far as that is known.
    var isBesideOthers: Bool { happenings == Self.least }
}
