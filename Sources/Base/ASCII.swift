extension UInt8 {
    /// Whether C's `isspace` is true for the byte: a space, or one of the controls from tab to carriage return.
    package var isBlank: Bool { self == UInt8(ascii: " ") || (0x09...0x0D).contains(self) }
}

extension Collection<UInt8> {
    /// Whether the bytes are those of `word`, which is in lower case; the case of ASCII letters does not count.
    package func equalsIgnoringCase(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            zip(self, letters).allSatisfy { byte, letter in
                byte == letter || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) && byte | 0x20 == letter
            }
        }
    }
}
