import Base
import Testing

@Suite("Edit distance") struct EditDistanceTests {
    @Test(
        "counts typing errors, the same from either side",
        arguments: [
            ("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("née", "nee", 1), ("ab", "ba", 1),
            // Two swapped are not edited once more (optimal string alignment).
            ("ca", "abc", 3),
        ])
    func distance(_ left: String, _ right: String, _ distance: Int) {
        let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
        #expect(EditDistance.between(left, right) == distance)
        #expect(EditDistance.between(right, left) == distance)
    }
}
