package import Base

/// The allowed values of each setting, for the library's options and the program's flags alike.
///
/// The first parameter of each check is the setting's name, which the error message shows: `limits.headBytes` for the
/// library, `--max-head-bytes` for the program.
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

    /// - Throws: ``MockError`` when the number is out of range.
    package static func number(_ name: String, _ value: Int, in range: ClosedRange<Int>) throws(MockError) {
        guard !range.contains(value) else { return }
        throw MockError(
            "\(name) \(value) is out of range. Choose from \(range.lowerBound) to \(range.upperBound).")
    }

    /// - Returns: the speed of a clock.
    /// - Throws: ``MockError`` when the speed is out of range.
    package static func speed(_ name: String, _ value: Int) throws(MockError) -> Int64 {
        let speeds = RunningClock.speeds
        try number("\(name) speed", value, in: Int(speeds.lowerBound)...Int(speeds.upperBound))
        return Int64(value)
    }

    /// - Returns: how many seconds a call takes.
    /// - Throws: ``MockError`` when the duration has a fraction of a second, or is not 1 to 86,400 seconds.
    static func callSeconds(_ name: String, _ duration: Duration) throws(MockError) -> Int64 {
        guard duration.components.attoseconds == 0, duration >= .seconds(1), duration <= times.upperBound else {
            throw MockError("\(name) \(duration) is out of range. Choose whole seconds from 1 to 86400.")
        }
        return duration.components.seconds
    }

    /// - Throws: ``MockError`` when the duration is shorter than a millisecond or longer than a day.
    package static func time(_ name: String, _ value: Duration) throws(MockError) {
        guard !times.contains(value) else { return }
        throw outOfRange(name, "\(value)")
    }

    /// Converts a number of seconds to a duration.
    ///
    /// - Throws: ``MockError`` when the number is NaN, below 0.001 or above 86,400.
    package static func time(_ name: String, seconds: Double) throws(MockError) -> Duration {
        // NaN fails both comparisons. `Duration.seconds` traps on a value that is not finite.
        guard seconds >= 0.001, seconds <= 86_400 else { throw outOfRange(name, "\(seconds)") }
        return .seconds(seconds)
    }

    /// - Returns: The origin in the form in which browsers send it.
    /// - Throws: ``MockError`` when the text is not an origin.
    package static func origin(_ name: String, _ text: String) throws(MockError) -> WebOrigin {
        guard let origin = WebOrigin(text) else {
            throw MockError(
                "\(name) '\(text)' is not an origin. Write scheme, host and port as in https://app.example or "
                    + "http://localhost:5173, without a path.")
        }
        return origin
    }

    /// - Throws: ``MockError`` when the text is not a URL that a proxy can have.
    package static func publicURL(_ name: String, _ text: String) throws(MockError) -> PublicURL {
        guard let url = PublicURL(text) else {
            throw MockError(
                "\(name) '\(text)' is not the URL of a proxy. Write http or https, a host and perhaps a port and a path, as "
                    + "in https://mock.example/campaigns, without user information, query and fragment.")
        }
        return url
    }

    /// Checks an origin that may call the control plane.
    ///
    /// `*` and `null` are refused: any page on the internet could then call the control plane, because a sandboxed
    /// frame gives every page the origin `null`.
    ///
    /// - Returns: The origin in the form in which browsers send it.
    /// - Throws: ``MockError`` when the text is not an origin, or is `*` or `null`.
    package static func controlOrigin(_ name: String, _ text: String) throws(MockError) -> WebOrigin {
        guard text != "*", text.lowercased() != "null" else {
            throw MockError(
                "\(name) '\(text)' would let every web page call the control plane. Name the page's origin, as in "
                    + "http://localhost:5173.")
        }
        return try origin(name, text)
    }

    /// Checks a host by which clients may call the control plane.
    ///
    /// - Throws: ``MockError`` when the text is not a host name or address, or has a port or a scheme.
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
                    "\(name) '\(text)' is not a host. Write a name or an address as in mock.test or 192.168.1.5, "
                        + "without scheme, port and path.")
            }
        }
        return host
    }

    /// Checks that clients can send the token in `Authorization: Bearer TOKEN`.
    ///
    /// - Throws: ``MockError``. Its message does not contain the token, because the token is a secret.
    package static func token(_ name: String, _ text: String) throws(MockError) {
        guard !text.isEmpty else { throw MockError("\(name) is empty. Give it a value.") }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), text.utf8.count <= tokenBytes else {
            throw MockError(
                "\(name) cannot be sent in a header field. Use at most \(tokenBytes) ASCII letters, digits and "
                    + "punctuation characters, without spaces.")
        }
    }

    /// - Parameter remedy: The sentence of the message that says what to do.
    /// - Throws: ``MockError`` when the text is empty.
    package static func isGiven(_ name: String, _ text: String, _ remedy: String) throws(MockError) {
        guard text.isEmpty else { return }
        throw MockError("\(name) is empty. \(remedy)")
    }

    /// - Parameter seconds: Unix seconds.
    /// - Throws: ``MockError`` when the time is before 1970 or after 9999.
    package static func moment(_ name: String, _ seconds: Int64) throws(MockError) {
        guard !moments.contains(seconds) else { return }
        throw MockError("\(name) \(seconds) is out of range. Choose a time from 1970 to 9999.")
    }

    private static func outOfRange(_ name: String, _ value: String) -> MockError {
        MockError("\(name) \(value) is out of range. Choose from 0.001 to 86400 seconds.")
    }
}
