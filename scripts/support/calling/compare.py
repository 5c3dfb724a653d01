"""Compares the simulation of calls and the tables of time zones with other implementations; see scripts/calling."""

import datetime
import json
import pathlib
import subprocess
import sys
import time
import zoneinfo

import oracle
import scenarios

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import timezones  # noqa: E402

PROGRAM = pathlib.Path(__file__).resolve().parents[3] / ".build/release/calling-check"
END = 4_102_444_800  # 2100-01-01


def compare_scenarios(count, first):
    seeds = range(first, first + count)
    made = [scenarios.scenario(seed) for seed in seeds]
    began = time.monotonic()
    answer = subprocess.run(
        [PROGRAM, "scenarios"], input="".join(json.dumps(one) + "\n" for one in made), text=True, capture_output=True)
    lines = answer.stdout.splitlines()
    swift = time.monotonic() - began
    if len(lines) != count:
        sys.exit(f"calling: calling-check ended with {answer.returncode} at {first + len(lines)}: {answer.stderr}")
    calls = differences = 0
    for seed, one, line in zip(seeds, made, lines):
        theirs, ours = oracle.Oracle(one).run(one["steps"]), json.loads(line)
        calls += sum(entry[0] == "begin" for entry in theirs["log"])
        if theirs != ours:
            differences += 1
            if differences <= 3:
                report(seed, one, theirs, ours)
    print(f"{count} scenarios from seed {first}: {calls} calls, {differences} differences"
          f" (calling-check took {swift:.1f} s, the oracle {time.monotonic() - began - swift:.0f} s)")
    return differences == 0


def report(seed, one, theirs, ours):
    print(f"seed {seed} differs:")
    for part in theirs:
        for index in range(max(len(theirs[part]), len(ours[part]))):
            pair = [side[part][index] if index < len(side[part]) else None for side in (theirs, ours)]
            if pair[0] != pair[1]:
                print(f"  {part}[{index}]: the oracle has {json.dumps(pair[0])}, Calling {json.dumps(pair[1])}")
                break
    print(f"  {json.dumps(one)}")


def compare_zones():
    """Each zone's changes from 1970 to 2100, as Python's zoneinfo reads them: each fifth day, and around each change."""
    output = subprocess.run([PROGRAM, "zones"], text=True, capture_output=True, check=True).stdout
    differences = changes = 0
    utc = datetime.timezone.utc
    for line in output.splitlines():
        name, _, rest = line.partition(" ")
        zone = zoneinfo.ZoneInfo(name)

        def offset(second):
            return int(datetime.datetime.fromtimestamp(second, utc).astimezone(zone).utcoffset().total_seconds())

        ours = [tuple(map(int, change.split())) for change in rest.split(",")]
        changes += len(ours) - 1
        known = sorted({moment for moment, _ in timezones.zone(name)[1]} | {moment for moment, _ in ours})
        theirs, last = [], None
        seconds = set(range(0, END, 5 * 86400)) | {moment + step for moment in known for step in (-1, 0, 1)}
        for second in sorted(second for second in seconds if 0 <= second < END):
            now = offset(second)
            if now != last:
                theirs.append((second, now))
                last = now
        if ours != theirs:
            differences += 1
            print(f"{name} differs: {sorted(set(ours) ^ set(theirs))[:4]}")
    print(f"{len(output.splitlines())} zones, {changes} changes from 1970 to 2100: {differences} differ from zoneinfo")
    foundation = subprocess.run([PROGRAM, "foundation"], text=True, capture_output=True, check=True).stdout.splitlines()
    print(f"{foundation[0]}, each day of 2020 to 2040: {len(foundation) - 1} zones differ")
    for line in foundation[1:]:
        print(f"  {line}")
    same_version = foundation[0].endswith(timezones.DATABASE_VERSION)
    return differences == 0 and (len(foundation) == 1 or not same_version)


def main():
    if sys.argv[1] == "zones":
        agreed = compare_zones()
    else:
        agreed = compare_scenarios(int(sys.argv[2]), int(sys.argv[3]))
    sys.exit(0 if agreed else 1)


if __name__ == "__main__":
    main()
