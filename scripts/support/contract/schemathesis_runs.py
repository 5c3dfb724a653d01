"""Lets schemathesis send requests made from the OpenAPI documents, and check the responses."""

import pathlib
import subprocess
import sys

import documents
import programs

CONFIGURATION = pathlib.Path(__file__).with_name("schemathesis.toml")
SCHEMATHESIS = pathlib.Path(sys.executable).with_name("schemathesis")
#: The requests for each operation in the phase with random values. The other phases have a fixed number.
EXAMPLES = 30
#: A run that hangs ends after this many seconds.
PATIENCE = 240


def problems(directory):
    found = []
    for name, path in (("platform", documents.PLATFORM), ("control", documents.CONTROL)):
        for strict in (False, True):
            found += run(directory, name, path, strict)
    return found


def run(directory, name, path, strict):
    title = f"{name}, {'strict' if strict else 'lenient'}"
    with programs.Mock(directory, "--in-memory", *(["--strict"] if strict else [])) as mock:
        command = [
            SCHEMATHESIS, "--no-color", "--config-file", CONFIGURATION, "run", f"http://127.0.0.1:{mock.port}{path}",
            "--max-examples", str(EXAMPLES), "--generation-database", "none",
        ]
        if not strict:
            command += ["--exclude-checks", "negative_data_rejection"]
        outcome = subprocess.run(
            command, cwd=directory, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE)
    lines = outcome.stdout.splitlines()
    if outcome.returncode == 0:
        print(f"{title}: " + " ".join(line.strip() for line in lines if " generated, " in line))
        return []
    print(outcome.stdout + outcome.stderr)
    return [f"{title}: schemathesis failed; its report is above"]
