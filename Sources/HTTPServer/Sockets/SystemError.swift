import Foundation

/// A system call that failed.
package struct SystemError: Error, Equatable, CustomStringConvertible {
    package let call: String
    /// The `errno` it left.
    package let code: Int32

    init(call: StaticString, code: Int32) {
        self.call = call.description
        self.code = code
    }

    package var description: String { "\(call): \(String(cString: strerror(code)))" }
}
