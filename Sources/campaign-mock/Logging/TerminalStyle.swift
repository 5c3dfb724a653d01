import Foundation

/// How lines look at a terminal: how wide they may be, and whether in colour.
struct TerminalStyle: Sendable {
    /// A colour or weight, as the parameter of the control sequence that selects it (ECMA-48, SGR).
    enum Look: Int {
        case bold = 1, dim = 2, red = 31, green = 32, yellow = 33, magenta = 35, cyan = 36
    }

    let isColoured: Bool
    /// Columns that a line may take.
    let width: Int

    /// - Parameters:
    ///   - environment: `NO_COLOR` with any text, `TERM=dumb` and no `TERM` at all switch colours off.
    ///   - columns: the terminal's own width, where that is known.
    init(environment: [String: String], columns: Int?) {
        let terminal = environment["TERM"] ?? ""
        isColoured = (environment["NO_COLOR"] ?? "").isEmpty && !terminal.isEmpty && terminal != "dumb"
        // Narrower there is no room for a path, and beyond it the eye loses the line.
        width = columns.map { min(max($0, 80), 120) } ?? 100
    }

    func paint(_ text: String, _ look: Look?) -> String {
        guard isColoured, let look else { return text }
        return "\u{1B}[\(look.rawValue)m\(text)\u{1B}[0m"
    }

    /// The width of the terminal behind a descriptor; `nil` where it has none.
    static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
