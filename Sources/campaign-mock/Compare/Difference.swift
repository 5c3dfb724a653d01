import JSON

/// One thing in which the two answers to a request differ.
struct Difference: Sendable, Equatable {
    enum Place: Sendable, Equatable {
        case status
        /// A header field, by its name.
        case field(String)
        /// A part of the body, by its path; empty for the whole body.
        case body(String)
    }

    let place: Place
    /// What the real endpoint has, as text; `nil` for nothing.
    let real: String?
    /// What the mock has, as text; `nil` for nothing.
    let mock: String?

    /// A sentence about the difference.
    var sentence: String {
        let subject =
            switch place {
            case .status: "The status"
            case .field(let name): "The header field \(name)"
            case .body(""): "The body"
            case .body(let path): "In the body, \(Self.shown(path))"
            }
        return switch (real, mock) {
        case (let real?, let mock?):
            "\(subject) is \(Self.shown(real)) at the real endpoint, and \(Self.shown(mock)) in the mock."
        case (let real?, nil): "\(subject) is only in the answer of the real endpoint: \(Self.shown(real))."
        case (nil, let mock?): "\(subject) is only in the answer of the mock: \(Self.shown(mock))."
        case (nil, nil): "\(subject) differs."
        }
    }

    var json: JSONValue {
        let (part, path): (JSONValue, JSONValue) =
            switch place {
            case .status: ("status", .null)
            case .field(let name): ("header", .string(name))
            case .body(let path): ("body", .string(path))
            }
        return [
            "part": part, "path": path, "real": real.map { .string($0) } ?? .null,
            "mock": mock.map { .string($0) } ?? .null, "sentence": .string(sentence),
        ]
    }

    /// A value on one line that cannot control a terminal.
    private static func shown(_ text: String) -> String {
        TerminalText.wrapped(text, to: 200, lines: 1).first ?? ""
    }
}
