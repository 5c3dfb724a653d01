import Testing

@testable import CampaignRunner

@Suite("calling.md §1: a transaction of a move") struct PartLengthTests {
    @Test("plays more and more while there are no other writes, up to 512 happenings")
    func alone() {
        var length = PartLength(after: nil, write: 7)
        var lengths = [length.happenings]
        for write in 8...12 {
            length = PartLength(after: length, write: write)
            lengths.append(length.happenings)
        }
        #expect(lengths == [64, 128, 256, 512, 512, 512])
        #expect(!length.isBesideOthers)
    }

    @Test("plays little again after another write")
    func besideOthers() {
        let first = PartLength(after: nil, write: 7)
        let second = PartLength(after: first, write: 8)
        let third = PartLength(after: second, write: 10)
        #expect([first, second, third].map(\.isBesideOthers) == [true, false, true])
        #expect(PartLength(after: third, write: 11).happenings == 128)
    }
}
