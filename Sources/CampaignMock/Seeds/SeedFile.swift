import Base
import CampaignStore
import Foundation
import MockControl

/// A seed in a file, which a reset reads again.
final class SeedFile: Sendable {
    /// What shows that a file has changed.
    ///
    /// Neither the file system nor a bind mount of a container reports each change, so the file is looked at.
    private struct Stamp: Equatable {
        /// The time of the last change of the content, in nanoseconds since 1970.
        let modified: Int128
        let bytes: Int64
        /// A pipe can be read only once.
        let isRegular: Bool

        /// `nil` when there is no file at the path. Follows symbolic links.
        init?(path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            #if canImport(Darwin)
            let time = status.st_mtimespec
            #else
            let time = status.st_mtim
            #endif
            modified = Int128(time.tv_sec) * 1_000_000_000 + Int128(time.tv_nsec)
            bytes = Int64(status.st_size)
            isRegular = status.st_mode & S_IFMT == S_IFREG
        }
    }

    let path: String
    private let name: String
    /// The file's stamp when it was last read, with or without success.
    private let lastRead: Locked<Stamp?>

    /// - Parameter name: the subject of error messages, such as `The seed file seed.json`.
    init(path: String, name: String) {
        self.path = path
        self.name = name
        lastRead = Locked(nil)
    }

    /// Whether the file has changed, appeared or disappeared since it was last read.
    var hasChanged: Bool {
        let stamp = Stamp(path: path)
        return lastRead.withLock { $0 != stamp } && stamp?.isRegular != false
    }

    /// Reads the seed.
    ///
    /// - Throws: ``SeedMistake`` when the file cannot be read or has a mistake.
    func read() throws(SeedMistake) -> State {
        // Before the file is read: a later change then shows, also one during the reading.
        let stamp = Stamp(path: path)
        lastRead.withLock { $0 = stamp }
        let bytes: [UInt8]
        do throws(MockError) {
            bytes = try FileBytes.read(path, named: name)
        } catch {
            throw SeedMistake(error.message)
        }
        return try SeedDocument.state(bytes, named: name)
    }

    /// Reads the seed, unless the file is a pipe, which has no more content.
    func readAgain() throws(SeedMistake) -> State? {
        if Stamp(path: path)?.isRegular == false { return nil }
        return try read()
    }
}
