import Base
import Testing

@Suite("life.md §3: phone numbers") struct DiallableNumberTests {
    @Test(
        "are stored as a plus sign and digits",
        arguments: [
            ("+15550100123", "+15550100123"), ("+1 (555) 010-0123", "+15550100123"),
            ("+1.555.010.0123", "+15550100123"),
            (" + 1 5 5 5 0 1 0 ", "+1555010"), ("(+1555010)", "+1555010"), ("+1234567", "+1234567"),
            ("+123456789012345", "+123456789012345"), ("+-1.2(3)4 567", "+1234567"),
        ])
    func cleaned(_ sent: String, _ stored: String) {
        #expect(DiallableNumber.cleaned(sent) == stored)
    }

    @Test(
        "are refused otherwise",
        arguments: [
            "", "+", "15550100123", "0015550100123", "+0555010012", "+123456", "+1234567890123456", "++15550100123",
            "+1555010012x", "+1555/0100123", "+1555\u{a0}0100123", "+1555\t0100123", "+1555_0100123",
            "+155501001\u{663}",
            "+1555010012\u{301}", "+155501\u{0}00123", "1+5550100123", "+15550100123+", "tel:+15550100123",
            "+1555\u{2013}0100123", " ", "()",
        ])
    func refused(_ sent: String) {
        #expect(DiallableNumber.cleaned(sent) == nil)
    }
}
