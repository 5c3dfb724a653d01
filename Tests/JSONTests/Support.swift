import JSON

func read(_ text: String, maximumDepth: Int = 128) throws(JSONError) -> JSONValue {
    try read(Array(text.utf8), maximumDepth: maximumDepth)
}

func read(_ bytes: [UInt8], maximumDepth: Int = 128) throws(JSONError) -> JSONValue {
    try JSONReader.read(bytes.span, maximumDepth: maximumDepth)
}

/// The error of reading the bytes, `nil` when they are accepted.
func refusal(_ bytes: [UInt8]) -> JSONError? {
    do {
        _ = try read(bytes)
        return nil
    } catch {
        return error
    }
}

func refusal(_ text: String) -> JSONError? { refusal(Array(text.utf8)) }

func text(_ value: JSONValue) -> String {
    String(decoding: value.encoded(), as: UTF8.self)
}
