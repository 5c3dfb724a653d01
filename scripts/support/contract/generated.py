"""Makes clients from the platform's document with openapi-generator, and runs them against a mock."""

import os
import pathlib
import re
import subprocess
import sys
import urllib.request

import documents
import programs

SOURCES = pathlib.Path(__file__).with_name("generated")
PROGRAMS = pathlib.Path(sys.executable).parent
PATIENCE = 240
#: What the generators say of every document.
USUAL = ("OpenAPI 3.1 support is still in beta", "Failed to get the schema name: null")


def problems(directory):
    with programs.Mock(directory, "--in-memory") as mock:
        document = directory / "openapi.json"
        with urllib.request.urlopen(f"http://127.0.0.1:{mock.port}{documents.PLATFORM}", timeout=10) as response:
            document.write_bytes(response.read())
        found = generate(directory, document, "python") + generate(directory, document, "typescript-fetch")
        if not found:
            found += run(
                "Python", [sys.executable, "-B", SOURCES / "life.py", mock.port, directory / "python"])
            # The generated code gives no override modifiers and uses the browser's types.
            (directory / "deno.json").write_text(
                '{"compilerOptions":{"lib":["deno.ns","dom","dom.iterable","esnext"],"noImplicitOverride":false}}')
            (directory / "life.ts").write_bytes((SOURCES / "life.ts").read_bytes())
            found += run(
                "TypeScript",
                [PROGRAMS / "deno", "run", "--check", "--no-remote", "--unstable-sloppy-imports",
                 "--allow-net=127.0.0.1", "--config", directory / "deno.json", directory / "life.ts", mock.port])
    return found


def generate(directory, document, generator):
    target = directory / generator.partition("-")[0]
    outcome = subprocess.run(
        [PROGRAMS / "openapi-generator-cli", "generate", "-i", document, "-g", generator, "-o", target,
         "--global-property", "apiTests=false,modelTests=false,apiDocs=false,modelDocs=false"],
        capture_output=True, text=True, timeout=PATIENCE)
    output = outcome.stdout + outcome.stderr
    if outcome.returncode != 0:
        return [f"openapi-generator fails for {generator}: {output[-2000:]}"]
    said = {
        line for line in re.findall(r"^.*(?:WARN|ERROR).*$", output, re.MULTILINE)
        if not any(usual in line for usual in USUAL)}
    print(f"{generator}: {len(list(target.rglob('*.*')))} files, {len(said)} warnings")
    return [f"openapi-generator says for {generator}: {line}" for line in sorted(said)]


def run(name, command):
    outcome = subprocess.run(
        [str(part) for part in command], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE,
        env={**os.environ, "NO_COLOR": "1"})
    print(outcome.stdout, end="")
    return [] if outcome.returncode == 0 else [f"the {name} client fails: {outcome.stderr.strip()[-3000:]}"]
