import ArgumentParser

/// Reads the numbers of the command line, and says how one is written where there is none.
enum NumberText {
    static func whole(_ text: String) throws -> Int {
        guard let number = Int(text) else { throw ValidationError("It takes a whole number, such as 10.") }
        return number
    }

    static func seconds(_ text: String) throws -> Double {
        guard let number = Double(text) else {
            throw ValidationError("It takes a number of seconds, such as 10 or 0.5.")
        }
        return number
    }
}
