extension JSONValue {
    /// The value as JSON text in UTF-8: compact, or one element a line.
    ///
    /// Pretty text does not end with a line feed.
    package func encoded(pretty: Bool = false) -> [UInt8] {
        var writer = JSONWriter(pretty: pretty)
        writer.value(self)
        return writer.takeBytes()
    }
}
