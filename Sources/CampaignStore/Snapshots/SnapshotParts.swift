internal import JSON

/// A state as the texts in which a snapshot stores it.
///
/// The first part is a state document without leads and calls. Then come lists of leads, then objects with a list
/// `calls`. The reader of a snapshot therefore never holds the JSON values of all rows. A text does not depend on the tables, so migrations need not change it.
enum SnapshotParts {
    /// The number of leads or calls in a part.
    private static let rowsInPart = 4096

    static func texts(of state: State) -> [[UInt8]] {
        var parts = [state.encodedWithoutRows()]
        for start in stride(from: 0, to: state.leads.count, by: rowsInPart) {
            var writer = JSONWriter()
            writer.reserveCapacity(rowsInPart * 256)
            writer.beginArray()
            for lead in state.leads[start..<min(start + rowsInPart, state.leads.count)] { lead.write(to: &writer) }
            writer.endArray()
            parts.append(writer.takeBytes())
        }
        for start in stride(from: 0, to: state.calls.count, by: rowsInPart) {
            var writer = JSONWriter()
            writer.reserveCapacity(rowsInPart * 512)
            writer.beginObject()
            writer.name(plain: "calls")
            writer.beginArray()
            for call in state.calls[start..<min(start + rowsInPart, state.calls.count)] { call.write(to: &writer) }
            writer.endArray()
            writer.endObject()
            parts.append(writer.takeBytes())
        }
        return parts
    }

    /// Reads the state again.
    ///
    /// - Parameter next: returns the next text; `nil` after the last one.
    /// - Throws: ``JSONError`` or ``SeedError`` if another program has changed the texts, or the error of `next`.
    static func state(_ next: () throws -> [UInt8]?) throws -> State? {
        guard let first = try next() else { return nil }
        // A mock has written the names of the timezones, so they were known.
        var state = try State(json: try read(first), isTimezone: { _ in true })
        var leads: [Lead] = []
        var calls: [CallRecord] = []
        while let text = try next() {
            let part = try read(text)
            if let object = part.object {
                calls += try CallsReader.calls(
                    try SeedReader(object["calls"] ?? .null, path: "calls").list(), path: "calls", from: calls.count)
                continue
            }
            for (index, value) in try SeedReader(part, path: "leads").list().enumerated() {
                leads.append(try Lead(valid: value) ?? Lead(SeedReader(value, path: "leads[\(leads.count + index)]")))
            }
        }
        state.leads = try LeadsReader.checked(leads, path: "leads", of: state.campaigns)
        state.calls = try CallsReader.checked(calls, path: "calls", in: state)
        return state
    }

    private static func read(_ text: [UInt8]) throws(JSONError) -> JSONValue {
        try JSONReader.read(text.span, maximumDepth: JSONReader.documentDepth)
    }
}
