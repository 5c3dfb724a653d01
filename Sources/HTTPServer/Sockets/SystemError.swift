import Foundation

/// The failure of a system call.
package struct SystemError: Error, Equatable, CustomStringConvertible {
    /// The name of the call.
    package let call: String
    /// The `errno` of the call.
    package let code: Int32

    init(call: StaticString, code: Int32) {
        self.call = call.description
        self.code = code
    }

    /// The call and the system's text for the error, such as `bind: Address already in use`.
    package var description: String { "\(call): \(String(cString: strerror(code)))" }
}
