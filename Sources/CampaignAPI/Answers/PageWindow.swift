/// The page numbers that a paginator links to, as the framework's `UrlWindow` chooses them (life.md, §1).
struct PageWindow: Equatable {
    /// The runs of consecutive pages, in order. A link without a page, `...`, stands between two runs.
    let runs: [ClosedRange<Int64>]

    /// The pages on each side of the current one: the framework's default.
    private static let onEachSide: Int64 = 3

    /// - Parameters:
    ///   - current: from 1; may lie beyond the last page.
    ///   - last: from 1.
    init(current: Int64, last: Int64) {
        let side = Self.onEachSide
        guard last >= side * 2 + 8 else {
            runs = [1...last]
            return
        }
        // So near one of the ends, the run around the current page reaches that end.
        let edge = side + 4
        let start: ClosedRange<Int64> = 1...2
        let end = last - 1...last
        if current <= edge {
            runs = [1...edge + side, end]
        } else if current > last - edge {
            runs = [start, last - (edge + side - 1)...last]
        } else {
            runs = [start, current - side...current + side, end]
        }
    }
}
