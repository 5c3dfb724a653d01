import JSON

/// The messages in the content of an error response.
enum ErrorMessages {
    /// The first message of each member of `errors`, or the response's `message`; empty for content that is not JSON.
    static func of(_ content: [UInt8]) -> [String] {
        guard let content = try? JSONReader.read(content.span) else { return [] }
        let errors = content["errors"]?.object?.members.compactMap { $0.value.string ?? $0.value[0]?.string } ?? []
        return errors.isEmpty ? [content["message"]?.string].compactMap(\.self) : errors
    }
}
