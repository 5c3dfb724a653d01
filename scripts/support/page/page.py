"""Uses the mock's pages in a real browser. scripts/page and scripts/screenshots call it and have the usage."""

import argparse
import pathlib
import sys
import time

import calls
import campaigns
import connection
import docs
import flood
import listing
import modules
import pictures
import programs
import stored
import views

STEPS = {
    "modules": modules.problems, "views": views.problems, "requests": listing.problems, "stored": stored.problems,
    "campaigns": campaigns.problems, "calls": calls.problems,
    "connection": connection.problems, "flood": flood.problems, "docs": docs.problems,
}


def main():
    parser = argparse.ArgumentParser(prog="page")
    parser.add_argument("--pictures", type=pathlib.Path)
    parser.add_argument("steps", nargs="*", metavar="STEP")
    options = parser.parse_args()
    unknown = [name for name in options.steps if name not in STEPS]
    if unknown:
        parser.error(f"no step is called {unknown[0]}; the steps are {', '.join(STEPS)}")
    found = []
    with programs.working_directory() as directory:
        if options.pictures:
            pictures.take(directory, options.pictures)
            return 0
        for name in options.steps or STEPS:
            print(f"-- {name}", flush=True)
            began = time.monotonic()
            problems = STEPS[name](directory)
            print(f"-- {name}: {len(problems)} problems, {time.monotonic() - began:.0f} s", flush=True)
            found += [f"{name}: {problem}" for problem in problems]
    for problem in found:
        print(f"page: {problem}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    programs.run(main)
