import Base

/// An HTTP date in the preferred format, IMF-fixdate, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
package struct HTTPDate: Sendable, Equatable {
    /// The 29 bytes of the text.
    package let bytes: [UInt8]

    /// The date of a moment given as seconds since 1970-01-01T00:00:00Z.
    ///
    /// The year has four digits. A moment outside the years 0 to 9999 becomes the nearest moment inside them.
    package init(unixSeconds: Int64) {
        // 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z
        let seconds = min(max(unixSeconds, -62_167_219_200), 253_402_300_799)
        let (date, second) = CivilDate.split(unixSeconds: seconds)

        var text: [UInt8] = []
        text.reserveCapacity(29)
        text.append(contentsOf: Self.dayNames[date.weekday].utf8)
        text.append(contentsOf: ", ".utf8)
        text.appendTwoDigits(date.day)
        text.append(.space)
        text.append(contentsOf: Self.monthNames[date.month - 1].utf8)
        text.append(.space)
        text.appendTwoDigits(date.year / 100)
        text.appendTwoDigits(date.year % 100)
        text.append(.space)
        text.appendTwoDigits(second / 3_600)
        text.append(.colon)
        text.appendTwoDigits(second / 60 % 60)
        text.append(.colon)
        text.appendTwoDigits(second % 60)
        text.append(contentsOf: " GMT".utf8)
        bytes = text
    }

    private static let dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension HTTPDate: CustomStringConvertible {
    package var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension [UInt8] {
    fileprivate mutating func appendTwoDigits(_ number: Int) {
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }
}
