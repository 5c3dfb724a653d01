"""Counts the instructions per request with callgrind.

Each count is the difference between two runs of the mock that differ only in the number of requests. The difference
excludes start, warm-up and stop. The requests follow one another on one connection, so each create is a batch of one.
The mock keeps its data in memory, so the counts exclude the disk.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys

import campaign
import client
import figures
import programs

CEILINGS = pathlib.Path(__file__).with_name("instructions.json")
REQUESTS = {"create": campaign.CREATE, "401": campaign.WITHOUT_KEY, "422": campaign.WITH_MISTAKE}
# The requests of each kind before the counted ones, because the first requests fill caches.
WARM_UP = 50
COUNTED = 1000


def main():
    parser = argparse.ArgumentParser(prog="scripts/instructions")
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()

    with programs.working_directory() as directory:
        compile_shim(directory)
        start = run(directory, None)
        counts = {name: (run(directory, name) - start) // COUNTED for name in REQUESTS}

    document = json.loads(CEILINGS.read_text())
    if options.update:
        document["instructions"] = counts
        figures.write(CEILINGS, document)
    known, tolerance = document["instructions"], document["tolerance"]
    print(figures.table(
        ["request", "instructions", "recorded", "change"],
        [[name, f"{count:,}", f"{known[name]:,}", f"{count / known[name] - 1:+.1%}"]
         for name, count in counts.items()]))
    exceeded = [name for name, count in counts.items() if count > known[name] * (1 + tolerance)]
    for name in exceeded:
        print(
            f"instructions: {name} takes {counts[name]:,} instructions, more than {tolerance:.0%} above the "
            f"{known[name]:,} in {CEILINGS.name}: make it cheaper, or record the new count with --update",
            file=sys.stderr)
    return 1 if exceeded else 0


def compile_shim(directory):
    """Compiles sigsuspend.c with the toolchain's clang."""
    source = pathlib.Path(__file__).with_name("sigsuspend.c")
    compiler = os.environ.get("CC", "clang")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", directory / "sigsuspend.so", source], check=True)


def run(directory, counted):
    """Counts the instructions of a whole run of the mock: the warm-up, and COUNTED requests of one kind if given."""
    name = counted or "start"
    wrapper = [
        "env", f"LD_PRELOAD={directory / 'sigsuspend.so'}", "valgrind", "--tool=callgrind", "--fair-sched=try",
        "--callgrind-out-file=/dev/null", f"--log-file={directory / name}",
    ]
    options = ["--in-memory", "--threads", 1]
    with programs.Mock(directory, *options, name=f"mock-{name}", wrapper=wrapper) as mock:
        with client.Connection(mock.port) as connection:
            for request in REQUESTS.values():
                send(connection, request, WARM_UP)
            if counted:
                send(connection, REQUESTS[counted], COUNTED)
        if mock.stop(patience=30) != 0:
            raise RuntimeError(f"the mock did not exit with 0: {mock.log.read_text().strip()}")
    found = re.search(r"Collected : (\d+)", (directory / name).read_text())
    if not found:
        raise RuntimeError(f"callgrind reported no count: {(directory / name).read_text().strip()}")
    return int(found.group(1))


def send(connection, request, count):
    wire = request.bytes()
    for _ in range(count):
        status, _ = connection.exchange(wire)
        if status != request.status:
            raise RuntimeError(f"a response was {status}, not {request.status}")


if __name__ == "__main__":
    programs.run(main)
