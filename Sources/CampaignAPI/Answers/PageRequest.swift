import Validation

/// The page that a list request asks for with `per_page` and `page` (life.md, §1).
struct PageRequest: Sendable, Equatable {
    /// The number of the page, from 1. It may lie beyond the last page.
    let number: Int64
    /// The number of rows on a page, 1 to 100.
    let size: Int64

    /// The fields of a list request, in the order in which they are checked.
    ///
    /// No value of `page` is refused: the framework reads whatever is no page number as page 1.
    static let fields = [Field("per_page", .nullable, .integer, .min(1), .max(100)), Field("page", .nullable)]

    init(number: Int64, size: Int64) {
        self.number = number
        self.size = size
    }

    /// The size of a page where neither the request nor the endpoint says one.
    static let defaultSize: Int64 = 15

    /// - Parameters:
    ///   - report: a report without errors, whose fields include ``fields``.
    ///   - defaultSize: the size of a page where the request does not say one.
    init(_ report: Report, defaultSize: Int64 = Self.defaultSize) {
        self.init(number: max(1, report.integer("page") ?? 1), size: report.integer("per_page") ?? defaultSize)
    }

    /// The number of rows before the page; `Int64.max` for a page so far behind the end that the number does not fit.
    var offset: Int64 {
        let (rows, overflows) = (number - 1).multipliedReportingOverflow(by: size)
        return overflows ? .max : rows
    }
}
