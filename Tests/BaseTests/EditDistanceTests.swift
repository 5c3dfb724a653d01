import Base
import Testing

@Suite("Edit distance") struct EditDistanceTests {
    @Test(
        "counts typing errors and is symmetric",
        arguments: [
            ("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("née", "nee", 1), ("ab", "ba", 1),
            // Optimal string alignment does not edit swapped code points again.
            ("ca", "abc", 3),
        ])
    func distance(_ left: String, _ right: String, _ distance: Int) {
        let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
        #expect(EditDistance.between(left, right) == distance)
        #expect(EditDistance.between(right, left) == distance)
    }
}
