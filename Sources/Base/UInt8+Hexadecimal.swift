extension UInt8 {
    /// The value, from 0 to 15, of an ASCII hexadecimal digit; `nil` for every other byte.
    @inlinable
    package var hexadecimalValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// Creates the ASCII hexadecimal digit of the lowest four bits of `value`.
    package init(hexadecimalDigitOf value: UInt8, uppercase: Bool = false) {
        let value = value & 0x0F
        let letters = uppercase ? UInt8(ascii: "A") : UInt8(ascii: "a")
        self = value < 10 ? UInt8(ascii: "0") + value : letters + value - 10
    }
}
