import Base
import HTTPServer
import HTTPTypes
import HTTPWire
import JSON

/// Writes one page of a list as the framework's paginator does, with its members in its order (life.md, §1).
struct Paginator: Sendable {
    private let page: PageRequest
    /// The URL of the list without a query.
    private let url: String

    /// - Parameters:
    ///   - page: the page that is asked for.
    ///   - request: its path is that of the page's URLs, and its host unless the options have a public URL.
    init(_ page: PageRequest, of request: Request, _ options: CampaignOptions) {
        self.page = page
        // As the framework makes it, with the path as sent.
        let path = request.mergedPath
        url = options.baseURL(for: request) + (path == "/" ? "" : path)
    }

    /// Returns the response with the page's rows.
    ///
    /// - Parameters:
    ///   - rows: the rows of this page; empty beyond the end.
    ///   - total: the number of rows on all pages.
    ///   - bytes: about how long a row is.
    ///   - write: writes one row.
    func response<Row>(
        _ rows: [Row], total: Int64, rowBytes bytes: Int = 512, write: (borrowing Row, inout JSONWriter) -> Void
    ) -> Response {
        let last = total / page.size + (total % page.size > 0 || total <= 0 ? 1 : 0)
        let previous = page.number > 1 ? page.number - 1 : nil
        let next = page.number < last ? page.number + 1 : nil
        var writer = JSONWriter()
        writer.reserveCapacity(2048 + rows.count * bytes)
        writer.beginObject()
        writer.name(plain: "current_page")
        writer.integer(page.number)
        writer.name(plain: "data")
        writer.beginArray()
        for index in rows.indices { write(rows[index], &writer) }
        writer.endArray()
        writer.name(plain: "first_page_url")
        writer.string(url(of: 1))
        writer.name(plain: "from")
        writer.integer(rows.isEmpty ? nil : page.offset + 1)
        writer.name(plain: "last_page")
        writer.integer(last)
        writer.name(plain: "last_page_url")
        writer.string(url(of: last))
        writer.name(plain: "links")
        writeLinks(previous: previous, next: next, last: last, to: &writer)
        writer.name(plain: "next_page_url")
        writer.string(next.map(url(of:)))
        writer.name(plain: "path")
        writer.string(url)
        writer.name(plain: "per_page")
        writer.integer(page.size)
        writer.name(plain: "prev_page_url")
        writer.string(previous.map(url(of:)))
        writer.name(plain: "to")
        writer.integer(rows.isEmpty ? nil : page.offset + Int64(rows.count))
        writer.name(plain: "total")
        writer.integer(total)
        writer.endObject()
        return Response(status: .ok, fields: Answer.jsonFields, bytes: writer.takeBytes())
    }

    private func writeLinks(previous: Int64?, next: Int64?, last: Int64, to writer: inout JSONWriter) {
        func link(_ target: Int64?, _ label: String, isActive: Bool = false) {
            writer.beginObject()
            writer.name(plain: "url")
            writer.string(target.map(url(of:)))
            writer.name(plain: "label")
            writer.string(label)
            writer.name(plain: "active")
            writer.bool(isActive)
            writer.endObject()
        }
        writer.beginArray()
        link(previous, "&laquo; Previous")
        for (index, run) in PageWindow(current: page.number, last: last).runs.enumerated() {
            if index > 0 { link(nil, "...") }
            for number in run { link(number, String(number), isActive: number == page.number) }
        }
        link(next, "Next &raquo;")
        writer.endArray()
    }

    private func url(of number: Int64) -> String { "\(url)?page=\(number)" }
}

extension JSONWriter {
    fileprivate mutating func integer(_ value: Int64?) {
        if let value { integer(value) } else { null() }
    }

    fileprivate mutating func string(_ value: String?) {
        if let value { string(value) } else { null() }
    }
}
