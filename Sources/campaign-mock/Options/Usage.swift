import ArgumentParser
import CampaignMock

/// Applies settings to throw-away options during parsing, so that an invalid value is a usage error (exit status 64).
///
/// - Throws: `ValidationError` with the message of the `MockError`.
func usage(_ apply: (inout MockOptions) throws(MockError) -> Void) throws {
    var options = MockOptions()
    do { try apply(&options) } catch { throw ValidationError(error.message) }
}
