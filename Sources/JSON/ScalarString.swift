extension String {
    /// Whether both are the same sequence of Unicode scalars.
    ///
    /// `==` also equates `é` with `e` and a combining accent.
    package func hasSameScalars(as other: String) -> Bool {
        let count = utf8.count
        guard count == other.utf8.count else { return false }
        // UTF-8 of the same length can still be canonically equivalent (reordered marks), so the bytes decide.
        let decided = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in left.hasSameBytes(as: right) }
        }
        if case .some(.some(let isEqual)) = decided { return isEqual }
        return utf8.elementsEqual(other.utf8)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Several times faster than `elementsEqual`, which goes through two iterators.
    func hasSameBytes(as other: Self) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where self[index] != other[index] { return false }
        return true
    }
}

/// A string as a key of a set or dictionary, told apart scalar by scalar.
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
