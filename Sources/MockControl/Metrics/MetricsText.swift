/// Writes metrics in Prometheus' text format, version 0.0.4.
struct MetricsText {
    static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    enum Kind: String {
        /// It only grows, except when it begins again at 0.
        case counter
        case gauge
    }

    struct Sample {
        var labels: KeyValuePairs<String, String> = [:]
        let value: Int
    }

    /// The lines so far. Each ends with a newline.
    private(set) var text = ""

    /// Writes a metric with one value.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Int) {
        add(name, kind, help, [Sample(value: value)])
    }

    /// Writes a metric.
    ///
    /// - Parameters:
    ///   - name: without the prefix that all metrics of the mock have.
    ///   - help: one line.
    ///   - samples: no two with the same labels.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        let name = "campaign_mock_" + name
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
        for sample in samples {
            let labels = sample.labels.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
            text += name + (labels.isEmpty ? "" : "{\(labels)}") + " \(sample.value)\n"
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: #"\\"#).replacing("\"", with: #"\""#).replacing("\n", with: #"\n"#)
    }
}
