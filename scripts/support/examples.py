#!/usr/bin/env python3
"""Writes from fixtures/requests and fixtures/responses what is compiled into the program:

Sources/CampaignAPI/Description/examples.json  the examples of the OpenAPI document
Sources/campaign-mock/Compare/requests.json    the requests that campaign-mock compare can send

Run this script when a fixture has changed; a test says so. It needs nothing but Python.
"""
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
EXAMPLES = ROOT / "Sources/CampaignAPI/Description/examples.json"
REQUESTS = ROOT / "Sources/campaign-mock/Compare/requests.json"


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


def request(name):
    """The request as it is sent; None for one that needs a mock with flags or another account of the demo data."""
    directives, line, fields, body = parts((ROOT / f"fixtures/requests/{name}.http").read_text())
    after = [note.removeprefix("after: ") for note in directives]
    is_demo = fields.get("authorization") not in ("Bearer starter-key", "Bearer other-key")
    if not is_demo or "prefer" in fields or any(not note.startswith("after: ") for note in directives):
        return None
    if fields.get("content-type", "").startswith("multipart/"):
        # RFC 2046 §4.1.1. The mock takes a bare line feed too.
        body = body.replace("\n", "\r\n")
    method, target = line.split(" ")
    return {"name": name, "after": after, "method": method, "target": target, "fields": fields, "body": body}


def write(target, values):
    lines = ",\n".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values if value)
    target.write_text(f"[\n{lines}\n]\n")


def main():
    names = sorted(path.stem for path in (ROOT / "fixtures/requests").glob("*.http"))
    write(EXAMPLES, map(example, names))
    write(REQUESTS, map(request, names))


if __name__ == "__main__":
    main()
