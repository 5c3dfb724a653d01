package import Foundation

/// Starts processes one at a time: `Process.run()` has crashed when two threads were in it (Foundation on Linux, Swift 6.3).
package enum Launch {
    private static let lock = NSLock()

    package static func run(_ process: Process) throws {
        try lock.withLock { try process.run() }
    }
}
