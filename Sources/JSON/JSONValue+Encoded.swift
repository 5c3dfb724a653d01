extension JSONValue {
    /// The value as compact JSON text in UTF-8.
    package func encoded() -> [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }
}
