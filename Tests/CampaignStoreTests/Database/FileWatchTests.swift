import Foundation
import Testing

@testable import CampaignStore

#if os(Linux)
@Suite("File watch") struct FileWatchTests {
    @Test("tells once that a file or a directory has lost its name, and nothing of other files") func changes() throws {
        let directory = try TemporaryDirectory()
        try directory.write(Data([1]), to: "file")
        try directory.write(Data([1]), to: "neighbour")
        let (file, neighbour) = (directory.path + "/file", directory.path + "/neighbour")
        let watch = FileWatch(files: [file], directories: [directory.path])
        // In a list, because `#expect` cannot take apart a call of a noncopyable value.
        var answers = [watch.mayHaveChanged()]
        for mode: mode_t in [0o600, 0o644, 0o600] { #expect(chmod(neighbour, mode) == 0) }
        try directory.write(Data([1, 2]), to: "file")
        try FileManager.default.removeItem(atPath: neighbour)
        answers.append(watch.mayHaveChanged())
        #expect(answers == [false, false])
        let moved = directory.path + "-moved"
        #expect(rename(directory.path, moved) == 0 && rename(moved, directory.path) == 0)
        answers = [watch.mayHaveChanged(), watch.mayHaveChanged()]
        #expect(answers == [true, false])
        try FileManager.default.removeItem(atPath: file)
        answers = [watch.mayHaveChanged()]
        #expect(answers == [true])
    }
}
#endif
