"""Runs the micro-benchmarks of Sources/Benchmarks."""

import json
import subprocess

import figures
import programs


def measure(_, directory):
    command = [programs.RELEASE / "benchmarks", directory / "micro.sqlite"]
    output = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout
    results = [json.loads(line) for line in output.splitlines()]
    print(figures.table(
        ["module", "operation", "ns, median of the batches", "fastest–slowest batch"],
        [[result["module"], result["operation"], f"{result['median']:,}", f"{result['least']:,}–{result['greatest']:,}"]
         for result in results]))
    return {"nanoseconds": results}
