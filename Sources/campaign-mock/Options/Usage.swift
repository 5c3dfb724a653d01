import ArgumentParser
import CampaignMock

/// Tries settings while the command line is read, so that a value that cannot be is a mistake on the command line.
///
/// - Throws: `ValidationError` with the message of the `MockError`.
func usage(_ apply: (inout MockOptions) throws(MockError) -> Void) throws {
    var options = MockOptions()
    do { try apply(&options) } catch { throw ValidationError(error.message) }
}
