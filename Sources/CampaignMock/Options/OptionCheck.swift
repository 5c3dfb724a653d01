package import Base

/// What a setting may be: the same for the library's options and for the program's flags.
///
/// Each check takes the setting's name as its user knows it, for the message.
package enum OptionCheck {
    package static let ports = 0...65_535
    package static let threads = 1...64
    package static let limits = 1...1_073_741_824
    package static let journalEntries = 0...1_000_000
    package static let journalBodyBytes = 0...1_073_741_824
    package static let times = Duration.milliseconds(1)...Duration.seconds(86_400)
    /// Unix seconds: the years 1970 to 9999.
    package static let moments: ClosedRange<Int64> = 0...253_402_300_799
    private static let tokenBytes = 4_096

    /// - Throws: ``MockError``: out of range.
    package static func number(_ name: String, _ value: Int, in range: ClosedRange<Int>) throws(MockError) {
        guard !range.contains(value) else { return }
        throw MockError(
            "\(name) \(value) is out of range. Choose from \(range.lowerBound) to \(range.upperBound).")
    }

    /// - Throws: ``MockError``: shorter than a millisecond or longer than a day.
    package static func time(_ name: String, _ value: Duration) throws(MockError) {
        guard !times.contains(value) else { return }
        throw outOfRange(name, "\(value)")
    }

    /// A time that was written as a number of seconds.
    ///
    /// - Throws: ``MockError``: shorter than a millisecond, longer than a day, no number.
    package static func time(_ name: String, seconds: Double) throws(MockError) -> Duration {
        // Not a number fails the comparison. A `Duration` cannot be made of what is not finite.
        guard seconds >= 0.001, seconds <= 86_400 else { throw outOfRange(name, "\(seconds)") }
        return .seconds(seconds)
    }

    /// - Returns: the origin as browsers send it.
    /// - Throws: ``MockError``: no origin.
    package static func origin(_ name: String, _ text: String) throws(MockError) -> WebOrigin {
        guard let origin = WebOrigin(text) else {
            throw MockError(
                "\(name) '\(text)' is no origin. Write scheme, host and port as in https://app.example or "
                    + "http://localhost:5173, without a path.")
        }
        return origin
    }

    /// An origin that may call the control plane, so no page on the internet may be able to have it.
    ///
    /// - Returns: the origin as browsers send it.
    /// - Throws: ``MockError``: no origin, or one that any page can have.
    package static func controlOrigin(_ name: String, _ text: String) throws(MockError) -> WebOrigin {
        guard text != "*", text.lowercased() != "null" else {
            throw MockError(
                "\(name) '\(text)' would let every web page call the control plane. Name the page's origin, as in "
                    + "http://localhost:5173.")
        }
        return try origin(name, text)
    }

    /// - Returns: a host by which the control plane may be called.
    /// - Throws: ``MockError``: no host, or one with a port or a scheme.
    package static func host(_ name: String, _ text: String) throws(MockError) -> URIHost {
        let host = URIHost(text)
        if case .name(let hostName) = host {
            let isName =
                !hostName.isEmpty
                && hostName.unicodeScalars.allSatisfy {
                    $0.isASCII && ($0.properties.isAlphabetic || "0123456789-._".unicodeScalars.contains($0))
                }
            guard isName else {
                throw MockError(
                    "\(name) '\(text)' is no host. Write a name or an address as in mock.test or 192.168.1.5, "
                        + "without scheme, port and path.")
            }
        }
        return host
    }

    /// A token must be able to stand in `Authorization: Bearer TOKEN`, or nobody could ever send it.
    ///
    /// - Throws: ``MockError``, which does not repeat the token: it is a secret.
    package static func token(_ name: String, _ text: String) throws(MockError) {
        guard !text.isEmpty else { throw MockError("\(name) is empty. Give it a value.") }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), text.utf8.count <= tokenBytes else {
            throw MockError(
                "\(name) cannot be sent in a header. Use letters, digits and punctuation of ASCII without spaces, at "
                    + "most \(tokenBytes) of them.")
        }
    }

    /// - Throws: ``MockError``: empty.
    package static func isGiven(_ name: String, _ text: String, _ remedy: String) throws(MockError) {
        guard text.isEmpty else { return }
        throw MockError("\(name) is empty. \(remedy)")
    }

    /// - Throws: ``MockError``: before 1970 or after 9999.
    package static func moment(_ name: String, _ seconds: Int64) throws(MockError) {
        guard !moments.contains(seconds) else { return }
        throw MockError("\(name) \(seconds) is out of range. Choose a time from 1970 to 9999.")
    }

    private static func outOfRange(_ name: String, _ value: String) -> MockError {
        MockError("\(name) \(value) is out of range. Choose from 0.001 to 86400 seconds.")
    }
}
