import CampaignMock
import Foundation

/// The file that tells a script which port was picked.
enum PortFile {
    /// Writes the port in one step: a reader sees all of it or no file.
    static func write(port: Int, to path: String?) throws(MockError) {
        guard let path else { return }
        do {
            try Data("\(port)\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw MockError(
                "The port file \(path) cannot be written (\(FileFailure.reason(for: error))): "
                    + "check that its directory exists and may be written to.")
        }
    }

    static func remove(_ path: String?) {
        if let path { unlink(path) }
    }
}
