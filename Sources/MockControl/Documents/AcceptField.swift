/// What a request's `Accept` or `Accept-Encoding` field names, each with its quality (RFC 9110 §12.5.1, §12.5.3).
struct AcceptField {
    private let ranges: [(name: String, quality: Double)]

    init(_ value: String) {
        ranges = value.split(separator: ",").map { range in
            let parts = range.split(separator: ";").map(Self.word)
            // A quality that is no number is as good as none.
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            return (parts.first ?? "", quality)
        }
    }

    /// Whether the client names HTML, and likes JSON no better.
    ///
    /// A program that takes anything (`*/*`) gets JSON.
    var prefersHTML: Bool {
        guard let html = quality("text/html"), html > 0 else { return false }
        return html >= quality("application/json") ?? quality("application/*") ?? quality("*/*") ?? 0
    }

    /// Whether the client takes a content coding.
    func allows(coding: String) -> Bool { (quality(coding) ?? quality("*") ?? 0) > 0 }

    private func quality(_ name: String) -> Double? {
        ranges.first { $0.name == name }?.quality
    }

    private static func word(_ text: Substring) -> String {
        text.filter { $0 != " " && $0 != "\t" }.lowercased()
    }
}
