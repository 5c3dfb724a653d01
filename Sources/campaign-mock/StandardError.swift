import Foundation

/// Standard error, a whole line in one write, so that lines of two threads never mix.
enum StandardError {
    static func write(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
