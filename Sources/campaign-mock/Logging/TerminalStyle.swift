import Foundation

/// The width and the colours of lines at a terminal.
struct TerminalStyle: Sendable {
    /// A colour or weight. The raw value is its SGR parameter (ECMA-48 §8.3.117).
    enum Look: Int {
        case dim = 2, red = 31, green = 32, yellow = 33, magenta = 35, cyan = 36
    }

    let isColoured: Bool
    /// The maximum number of columns of a line.
    let width: Int

    /// - Parameters:
    ///   - environment: A non-empty `NO_COLOR` (<https://no-color.org>), `TERM=dumb` or a missing `TERM` switches
    ///     colours off.
    ///   - columns: The terminal's width; `nil` when it is unknown.
    init(environment: [String: String], columns: Int?) {
        let terminal = environment["TERM"] ?? ""
        isColoured = (environment["NO_COLOR"] ?? "").isEmpty && !terminal.isEmpty && terminal != "dumb"
        // Below 80 columns the target does not fit. Above 120 columns a line is hard to follow with the eye.
        width = columns.map { min(max($0, 80), 120) } ?? 100
    }

    func paint(_ text: String, _ look: Look?) -> String {
        guard isColoured, let look else { return text }
        return "\u{1B}[\(look.rawValue)m\(text)\u{1B}[0m"
    }

    /// The terminal's width in columns; `nil` when the descriptor is not a terminal.
    static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
