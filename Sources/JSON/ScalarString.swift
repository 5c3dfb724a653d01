import Base

extension String {
    /// Whether both are the same sequence of Unicode scalars.
    ///
    /// `==` is true for canonically equivalent strings as well: for `é` as one scalar and as an `e` with a combining accent.
    @inlinable
    package func hasSameScalars(as other: String) -> Bool {
        isIdentical(to: other) || (utf8.count == other.utf8.count && hasSameBytes(as: other))
    }

    @usableFromInline
    func hasSameBytes(as other: String) -> Bool {
        let decided = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in left.span.hasSameBytes(as: right.span) }
        }
        if case .some(.some(let isEqual)) = decided { return isEqual }
        return utf8.elementsEqual(other.utf8)
    }
}

extension String {
    /// Whether both have the same storage, or are short and hold the same bytes in themselves.
    ///
    /// Most equal strings here are such strings: names that ``KnownStrings`` gives to the reader, and days. Comparing their
    /// bytes instead took 4 % more of a 422: scripts/instructions.
    @inlinable
    func isIdentical(to other: String) -> Bool {
        // A string is two words without padding. The library's own `_isIdentical(to:)` came with Swift 6.3.
        unsafeBitCast(self, to: (UInt64, UInt64).self) == unsafeBitCast(other, to: (UInt64, UInt64).self)
    }
}

/// A string as a key of a set or dictionary, compared scalar by scalar.
package struct ScalarString: Hashable, Sendable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.text.hasSameScalars(as: right.text)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(text.utf8.count)
        let hashed: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
            hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        }
        if hashed == nil {
            for byte in text.utf8 { hasher.combine(byte) }
        }
    }
}
