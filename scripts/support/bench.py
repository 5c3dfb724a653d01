"""The measurements behind scripts/bench; see its --help."""

import argparse
import pathlib
import time

import calls
import figures
import idle
import life
import micro
import million
import programs
import reset
import start
import throughput

MEASUREMENTS = {
    "throughput": throughput, "start": start, "million": million, "reset": reset, "idle": idle, "micro": micro,
    "life": life, "calls": calls,
}


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("measurement", nargs="?", default="throughput", choices=MEASUREMENTS)
    parser.add_argument("--rounds", type=positive, default=5)
    parser.add_argument("--seconds", type=positive, default=3)
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE")
    options = parser.parse_args()

    machine = figures.machine()
    began = time.monotonic()
    print(f"{options.measurement}: {figures.describe(machine)}\n", flush=True)
    with programs.working_directory() as directory:
        outcome = MEASUREMENTS[options.measurement].measure(options, directory)
    print(f"\nThe measurement took {time.monotonic() - began:.0f} s.")
    if options.json:
        document = {
            "measurement": options.measurement, "machine": machine, "rounds": options.rounds,
            "seconds": options.seconds,
        }
        figures.write(options.json, document | outcome)


def positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


if __name__ == "__main__":
    programs.run(main)
