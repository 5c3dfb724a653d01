"""Checks the types of the pages' scripts, which stand in their comments, and runs the tests of their modules."""

import json
import os
import pathlib
import subprocess
import sys

import programs

PAGE = programs.ROOT / "Sources/MockControl/Page"
TESTS = programs.ROOT / "scripts/support/page"


def problems(directory):
    settings = directory / "deno.json"
    settings.write_text(json.dumps({"compilerOptions": {
        "checkJs": True, "strict": True, "lib": ["dom", "dom.iterable", "dom.asynciterable", "esnext"]}}))
    found = deno("check", "--config", settings, PAGE / "app.js", PAGE / "docs.js")
    # The tests are in plain JavaScript, and read nothing but the modules.
    found += deno("test", "--no-check", "--no-config", f"--allow-read={programs.ROOT}", *sorted(TESTS.glob("*_test.js")))
    return found


def deno(*arguments):
    program = pathlib.Path(sys.executable).with_name("deno")
    run = subprocess.run(
        [program, *arguments], capture_output=True, text=True,
        env={**os.environ, "NO_COLOR": "1", "DENO_NO_UPDATE_CHECK": "1"})
    return [] if run.returncode == 0 else [f"deno {arguments[0]}: {run.stdout}{run.stderr}".strip()]
