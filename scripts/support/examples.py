#!/usr/bin/env python3
"""Writes Sources/CampaignAPI/Description/examples.json from fixtures/requests and fixtures/responses.

The file is compiled into the program: the OpenAPI document takes its examples from it. Run this script when a fixture
has changed; a test says so. It needs nothing but Python.
"""
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TARGET = ROOT / "Sources/CampaignAPI/Description/examples.json"


def parts(text):
    """Splits a message into its directives, its first line, its header fields and its body."""
    head, _, body = text.partition("\n\n")
    lines = head.split("\n")
    directives = [line[2:] for line in lines if line.startswith("# ")]
    lines = [line for line in lines if not line.startswith("# ")]
    fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    return directives, lines[0], fields, body


def example(name):
    directives, line, sent, request = parts((ROOT / f"fixtures/requests/{name}.http").read_text())
    _, status, received, response = parts((ROOT / f"fixtures/responses/{name}.http").read_text())
    method, target = line.split(" ")
    if not response.strip() or any(note.startswith(("strict", "lead-list")) for note in directives):
        return None
    result = {"name": name, "method": method, "target": target, "status": int(status.split(" ")[0])}
    # A request is an example only if it is what the platform documents: JSON, without a warning.
    is_good = result["status"] < 300 and "x-mock-warnings" not in received and "?" not in target
    if is_good and sent.get("content-type") == "application/json" and request.strip():
        result["request"] = json.loads(request)
    result["response"] = json.loads(response)
    return result


def main():
    names = sorted(path.stem for path in (ROOT / "fixtures/requests").glob("*.http"))
    examples = [found for found in map(example, names) if found]
    lines = ",\n".join(json.dumps(found, ensure_ascii=False, separators=(",", ":")) for found in examples)
    TARGET.write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
