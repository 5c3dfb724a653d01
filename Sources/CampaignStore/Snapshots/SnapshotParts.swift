internal import JSON

/// A state as the texts in which a snapshot stores it.
///
/// The first part is a state document without leads. The others are lists of leads. The reader of a snapshot therefore
/// never holds the JSON values of all leads. A text does not depend on the tables, so migrations need not change it.
enum SnapshotParts {
    /// The number of leads in a part.
    private static let leadsInPart = 4096

    static func texts(of state: State) -> [[UInt8]] {
        var parts = [state.encodedWithoutLeads()]
        for start in stride(from: 0, to: state.leads.count, by: leadsInPart) {
            var writer = JSONWriter()
            writer.reserveCapacity(leadsInPart * 256)
            writer.beginArray()
            for lead in state.leads[start..<min(start + leadsInPart, state.leads.count)] { lead.write(to: &writer) }
            writer.endArray()
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
        while let text = try next() {
            for (index, value) in try SeedReader(read(text), path: "leads").list().enumerated() {
                leads.append(try Lead(valid: value) ?? Lead(SeedReader(value, path: "leads[\(leads.count + index)]")))
            }
        }
        state.leads = try LeadsReader.checked(leads, path: "leads", of: state.campaigns)
        return state
    }

    private static func read(_ text: [UInt8]) throws(JSONError) -> JSONValue {
        try JSONReader.read(text.span, maximumDepth: JSONReader.documentDepth)
    }
}
