import ArgumentParser

/// Reads numbers on the command line. The error for any other text shows an example.
enum NumberText {
    static func whole(_ text: String) throws -> Int {
        guard let number = Int(text) else { throw ValidationError("Give a whole number, such as 10.") }
        return number
    }

    static func seconds(_ text: String) throws -> Double {
        guard let number = Double(text) else {
            throw ValidationError("Give a number of seconds, such as 10 or 0.5.")
        }
        return number
    }
}
