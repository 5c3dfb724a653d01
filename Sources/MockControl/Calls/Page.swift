import Validation

/// One page of a list of rows, in the order of their ids; with `before` the newest first.
struct Page {
    static let fields = [
        Field("after", .nullable, .integer, .min(0)), Field("before", .nullable, .integer, .min(1)),
        Field("limit", .nullable, .integer, .between(1, 1_000)),
    ]
    /// ``afterID`` of a query without `after`.
    static let usualStart: Int64 = 0
    /// ``limit`` of a query without `limit`.
    static let usualLimit = 100

    /// The page holds ids greater than this one.
    let afterID: Int64
    /// The page holds ids less than this one, the highest first; `nil` for the order of the ids.
    let beforeID: Int64?
    /// The most rows.
    let limit: Int

    /// - Parameter report: validated parameters that contain ``fields``.
    init(_ report: Report) {
        afterID = report.integer("after") ?? Self.usualStart
        beforeID = report.integer("before")
        limit = report.integer("limit").map { Int($0) } ?? Self.usualLimit
    }
}
