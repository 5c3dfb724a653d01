import CampaignStore
import JSON
import MockControl
import Validation

/// Reads the document of a seed.
enum SeedDocument {
    /// - Parameter name: the subject of error messages, such as `The seed file seed.json`.
    /// - Throws: ``SeedMistake`` with the place of the first mistake.
    static func state(_ bytes: [UInt8], named name: String) throws(SeedMistake) -> State {
        let document: JSONValue
        do throws(JSONError) {
            document = try JSONReader.read(bytes.span, maximumDepth: JSONReader.documentDepth)
        } catch {
            throw SeedMistake("\(name) is not valid JSON: \(error.message)")
        }
        do throws(SeedError) {
            return try State(json: document, isTimezone: TimeZoneNames.contains)
        } catch {
            throw SeedMistake("\(name): \(error.message)", path: error.path)
        }
    }
}
