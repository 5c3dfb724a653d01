import Logging

/// A log handler that appends each message to a queue as one line.
struct LineLogHandler: LogHandler {
    var logLevel = Logger.Level.notice
    var metadata = Logger.Metadata()
    private let label: String
    private let form: LogForm
    private let queue: LineQueue

    init(label: String, form: LogForm, queue: LineQueue) {
        self.label = label
        self.form = form
        self.queue = queue
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = event.metadata.map { metadata.merging($0) { $1 } } ?? metadata
        let pairs = all.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) }
        let line = form.line(
            level: event.level, label: label, message: event.message.description, metadata: pairs)
        queue.append(line + "\n")
    }
}
