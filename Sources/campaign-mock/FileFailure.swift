import Foundation

/// Why a file could not be read or written, in the system's own words.
enum FileFailure {
    static func reason(for error: any Error) -> String {
        if let posix = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.code ?? posixCode(error) {
            return String(cString: strerror(Int32(truncatingIfNeeded: posix)))
        }
        return error.localizedDescription
    }

    private static func posixCode(_ error: any Error) -> Int? {
        let error = error as NSError
        return error.domain == NSPOSIXErrorDomain ? error.code : nil
    }
}
