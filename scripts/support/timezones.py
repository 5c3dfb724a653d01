"""Makes Sources/TimeZones/zones.txt, the table of time zones, from the package tzdata of this environment.

    "$(scripts/support/python)" scripts/support/timezones.py [--check]

With --check it writes nothing, and exits with 1 when the file differs. The zones are those of TimeZoneNames.swift.

A line of the table is one set of rules, with five fields between semicolons:
    names           of the zones with these rules, separated by spaces
    unit            the number of seconds that the times are multiples of
    offsets         seconds east of UTC, separated by spaces; the first holds at 1970-01-01T00:00:00Z
    transitions     for each, an offset's index and the time since the transition before (or since 1970) in units. The
                    index is one digit of DIGITS. The time is a number of digits with five bits each, the lowest first;
                    a digit from 32 on is not the last of its number.
    rule            from the last transition on, for ever: standard offset, daylight offset, and when daylight saving
                    begins and ends, as month.week.weekday/seconds of the day in local time (week 5 is the last one,
                    weekday 0 is Sunday); empty when the last offset holds for ever
"""

import math
import pathlib
import re
import struct
import sys
from importlib import metadata, resources

PACKAGE_VERSION = "2025.2"
DATABASE_VERSION = "2025b"
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "Sources/TimeZones/zones.txt"


def names():
    """The names that the mock accepts."""
    source = (ROOT / "Sources/Validation/TimeZoneNames.swift").read_text()
    return re.search(r'private static let text = """(.*?)"""', source, re.S).group(1).split()


def zone(name):
    """The offset in 1970, the transitions after 1970 that change it and the last one, and the rule (RFC 8536)."""
    data = resources.files("tzdata.zoneinfo").joinpath(name).read_bytes()

    def counts(start):
        return struct.unpack(">6l", data[start + 20 : start + 44])  # isut, isstd, leap, time, type, char

    # The first block has times of 32 bits. The second has times of 64 bits.
    isut, isstd, leaps, times, types, characters = counts(0)
    start = 44 + times * 5 + types * 6 + characters + leaps * 8 + isstd + isut
    isut, isstd, leaps, times, types, characters = counts(start)
    start += 44
    moments = struct.unpack(f">{times}q", data[start : start + 8 * times])
    start += 8 * times
    indices = data[start : start + times]
    start += times
    offsets = [struct.unpack(">lbB", data[start + 6 * i : start + 6 * i + 6])[0] for i in range(types)]
    start += types * 6 + characters + leaps * 12 + isstd + isut
    footer = data[start:].decode().strip("\n")

    offset, first, transitions = offsets[0], offsets[0], []
    for moment, index in zip(moments, indices):
        if moment <= 0:
            first = offset = offsets[index]
        # The rule begins at the last transition, which need not change the offset: America/Nuuk in 2023.
        elif offsets[index] != offset or moment == moments[-1]:
            offset = offsets[index]
            transitions.append((moment, offset))
    return first, tuple(transitions), rule(footer, offset, name)


def rule(footer, last_offset, name):
    """The footer's rule (POSIX TZ, RFC 8536 §3.3) in the table's form."""
    abbreviation = r"(?:[A-Za-z]+|<[^>]+>)"
    time = r"[-+]?\d+(?::\d+){0,2}"
    match = re.fullmatch(
        rf"{abbreviation}({time})(?:{abbreviation}({time})?,M([\d.]+)(?:/({time}))?,M([\d.]+)(?:/({time}))?)?", footer
    )
    if not match:
        sys.exit(f"timezones: {name} has the rule {footer}, which the table cannot hold")
    standard, daylight, begin, begin_time, end, end_time = match.groups()
    standard = -seconds(standard)
    if begin is None:
        if standard != last_offset:
            sys.exit(f"timezones: the rule {footer} of {name} differs from its last offset")
        return ""
    daylight = standard + 3600 if daylight is None else -seconds(daylight)
    times = [seconds(time or "2") for time in (begin_time, end_time)]
    return f"{standard} {daylight} {begin}/{times[0]} {end}/{times[1]}"


def seconds(text):
    sign = -1 if text.startswith("-") else 1
    hours, minutes, rest = (text.lstrip("+-").split(":") + ["0", "0"])[:3]
    return sign * (int(hours) * 3600 + int(minutes) * 60 + int(rest))


def number(value):
    digits = ""
    while value >= 32:
        digits += DIGITS[32 + value % 32]
        value //= 32
    return digits + DIGITS[value]


def line(names, first, transitions, rule):
    unit = math.gcd(*(moment for moment, _ in transitions)) or 1
    offsets = list(dict.fromkeys([first] + [offset for _, offset in transitions]))
    text, before = "", 0
    for moment, offset in transitions:
        text += DIGITS[offsets.index(offset)] + number((moment - before) // unit)
        before = moment
    return f"{' '.join(names)};{unit};{' '.join(map(str, offsets))};{text};{rule}\n"


def table():
    zones = {}
    for name in names():
        zones.setdefault(zone(name), []).append(name)
    return f"# tzdata {DATABASE_VERSION}. scripts/support/timezones.py makes this file.\n" + "".join(
        line(names, *zone) for zone, names in zones.items()
    )


def main():
    version = metadata.version("tzdata")
    if version != PACKAGE_VERSION:
        sys.exit(f"timezones: tzdata is {version}, not {PACKAGE_VERSION}: see scripts/support/requirements.txt")
    text = table()
    if sys.argv[1:] == ["--check"]:
        if TABLE.read_text() != text:
            sys.exit(f"timezones: {TABLE.relative_to(ROOT)} differs. Run this program without --check.")
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        TABLE.write_text(text)


if __name__ == "__main__":
    main()
