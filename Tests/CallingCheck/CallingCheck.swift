import Calling
import Foundation
import JSON

/// Plays scenarios for `scripts/calling`, or prints what the tables of time zones say.
///
///     calling-check scenarios < SCENARIOS      a line for each line: what happened, as JSON
///     calling-check zones                      a line for each zone: its offsets from 1970 to 2100
///     calling-check foundation                 the zones that differ from Foundation's in 2020 to 2040
///     calling-check speed [LEADS]              the time of a campaign of LEADS (default 100,000), played to the end
@main enum CallingCheck {
    static func main() throws {
        switch CommandLine.arguments.dropFirst().first {
        case "scenarios":
            while let line = readLine() {
                let scenario = try JSONReader.read(Array(line.utf8).span)
                print(String(decoding: ScenarioRun(scenario).result.encoded(), as: UTF8.self))
            }
        case "zones": ZoneTable.printAll()
        case "foundation": ZoneTable.compareWithFoundation()
        case "speed": SpeedTrial.run(leads: CommandLine.arguments.dropFirst(2).first.flatMap { Int64($0) } ?? 100_000)
        default:
            FileHandle.standardError.write(
                Data("calling-check: type: scripts/calling --help, which explains this program\n".utf8))
            exit(64)
        }
        // Standard output is a pipe, which is buffered.
        fflush(nil)
    }
}
