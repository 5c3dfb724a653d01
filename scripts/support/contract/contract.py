"""Holds the mock to its OpenAPI documents. scripts/contract calls it and has the usage."""

import argparse
import pathlib
import sys
import time

import documents
import exchanges
import generated
import programs
import schemathesis_runs
import seeds
from openapi_spec_validator import OpenAPIV31SpecValidator


def main():
    parser = argparse.ArgumentParser(prog="contract")
    parser.add_argument("--exchanges", type=pathlib.Path, required=True)
    parser.add_argument("steps", nargs="*", metavar="STEP")
    options = parser.parse_args()
    steps = {
        "documents": check_documents,
        "seeds": seeds.problems,
        "exchanges": lambda directory: with_mock(directory, lambda port: exchanges.problems(port, options.exchanges)),
        "schemathesis": schemathesis_runs.problems,
        "clients": generated.problems,
    }
    unknown = [name for name in options.steps if name not in steps]
    if unknown:
        parser.error(f"no step is called {unknown[0]}; the steps are {', '.join(steps)}")
    found = []
    with programs.working_directory() as directory:
        for name in options.steps or steps:
            print(f"-- {name}", flush=True)
            began = time.monotonic()
            problems = steps[name](directory)
            print(f"-- {name}: {len(problems)} problems, {time.monotonic() - began:.0f} s", flush=True)
            found += [f"{name}: {problem}" for problem in problems]
    for problem in found:
        print(f"contract: {problem}", file=sys.stderr)
    return 1 if found else 0


def check_documents(directory):
    """Whether the documents are valid OpenAPI 3.1."""
    problems = []
    for document in with_mock(directory, documents.fetch):
        problems += [
            f"{document.name}: {'.'.join(map(str, error.absolute_path))}: {error.message[:300]}"
            for error in OpenAPIV31SpecValidator(document.content).iter_errors()]
    return problems


def with_mock(directory, body):
    """Calls body with the port of a mock."""
    with programs.Mock(directory, "--in-memory") as mock:
        return body(mock.port)


if __name__ == "__main__":
    programs.run(main)
