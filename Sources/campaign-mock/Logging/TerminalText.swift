/// Fits text into columns of a terminal and replaces control characters, so that a client cannot control the terminal.
enum TerminalText {
    /// The text in exactly `columns` columns: shortened with `…`, or padded with spaces.
    static func padded(_ text: String, to columns: Int) -> String {
        let (shown, width) = shown(text, in: columns)
        return shown + String(repeating: " ", count: max(0, columns - width))
    }

    /// The text in at most `columns` columns, shortened with `…` when it is longer.
    private static func cut(_ text: String, to columns: Int) -> String {
        shown(text, in: columns).text
    }

    /// The text on at most `mostLines` lines, broken between words. The last line is shortened with `…` when the text
    /// is longer.
    static func wrapped(_ text: String, to columns: Int, lines mostLines: Int) -> [String] {
        var lines: [String] = []
        var rest = text[...]
        while lines.count < mostLines - 1, let end = endOfLine(rest, in: columns) {
            lines.append(cut(String(rest[..<end]), to: columns))
            rest = rest[end...].drop { $0 == " " }
        }
        lines.append(cut(String(rest), to: columns))
        return lines
    }

    /// The last space at which the first line can end; `nil` when the text fits into one line or has no such space.
    private static func endOfLine(_ text: Substring, in columns: Int) -> String.Index? {
        var width = 0
        var end: String.Index?
        for index in text.unicodeScalars.indices {
            let scalar = text.unicodeScalars[index]
            if scalar == " ", width > 0, width <= columns { end = index }
            width += isControl(scalar) ? 1 : self.width(of: scalar)
            if width > columns { return end }
        }
        return nil
    }

    private static func shown(_ text: String, in columns: Int) -> (text: String, width: Int) {
        var kept = String.UnicodeScalarView()
        var width = 0
        // The longest beginning that leaves a column for `…`.
        var cut = (count: 0, width: 0)
        for scalar in text.unicodeScalars {
            let safe = isControl(scalar) ? "\u{FFFD}" : scalar
            let added = self.width(of: safe)
            guard width + added <= columns else {
                return (String(String.UnicodeScalarView(kept.prefix(cut.count))) + "…", cut.width + 1)
            }
            kept.append(safe)
            width += added
            if width < columns { cut = (kept.count, width) }
        }
        return (String(kept), width)
    }

    /// Whether a terminal may interpret the scalar: control characters, marks that change the text's direction, and
    /// line breaks.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }

    /// The columns of a scalar: 0 for a mark that combines with the character before it, 2 for a wide character (UAX
    /// #11).
    private static func width(of scalar: Unicode.Scalar) -> Int {
        guard scalar.value > 0x7E else { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
            0x1F900...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
