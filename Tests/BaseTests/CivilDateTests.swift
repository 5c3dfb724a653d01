import Base
import Testing

@Suite("Civil date") struct CivilDateTests {
    @Test("converts every day of a 400-year cycle to the next date and back to the same number of days")
    func everyDay() {
        var (year, month, day) = (1970, 1, 1)
        for count in 0..<146_097 {
            let date = CivilDate(daysSince1970: count)
            guard date == CivilDate(year: year, month: month, day: day), date.daysSince1970 == count,
                date.weekday == (count + 4) % 7
            else {
                Issue.record("\(date) for \(year)-\(month)-\(day)")
                return
            }
            day += 1
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
            if day > length { (month, day) = (month + 1, 1) }
            if month == 13 { (year, month) = (year + 1, 1) }
        }
    }

    @Test(
        "is refused if the calendar does not have it",
        arguments: [
            (2026, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 1, 32),
            (10_000, 1, 1), (-1, 1, 1), (Int.max, Int.max, Int.max),
        ])
    func refused(_ year: Int, _ month: Int, _ day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test(
        "splits times before 1970 into the earlier day and a positive second",
        arguments: [(Int64(-1), 1969, 86_399), (-86_400, 1969, 0), (0, 1970, 0)])
    func split(_ moment: Int64, _ year: Int, _ second: Int) {
        let split = CivilDate.split(unixSeconds: moment)
        #expect(split.date.year == year)
        #expect(split.second == second)
    }
}
