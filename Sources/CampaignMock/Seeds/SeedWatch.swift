import Base
import Logging
import MockControl

/// Resets the mock when its seed file changes.
struct SeedWatch: Sendable {
    /// The time between two looks at the file.
    private static let interval = Duration.milliseconds(500)

    let file: SeedFile
    let control: ControlPlane
    let logger: Logger

    /// Looks at the file until the current task is cancelled.
    ///
    /// A file that is only half written has a mistake. Its next look finds it changed again.
    func run() async {
        while !Task.isCancelled {
            try? await Task.pause(for: Self.interval)
            guard !Task.isCancelled, file.hasChanged else { continue }
            await reset()
        }
    }

    private func reset() async {
        do throws(ResetFailure) {
            // Asked again when earlier resets have ended: one of them may have read the file.
            guard try await control.reset(ifNeeded: { file.hasChanged }) else { return }
            logger.notice("The seed file has changed: the mock was reset", metadata: ["path": "\(file.path)"])
        } catch {
            logger.error(
                "The seed file has changed, but the mock was not reset: the old state stays",
                metadata: ["cause": "\(error.message)"])
        }
    }
}
