"""Whether the schema of a seed and the mock take and refuse the same documents.

An independent validator (jsonschema) reads the schema; the mock reads the documents as its state.
"""

import copy
import json
import pathlib
import re
import subprocess
import urllib.error
import urllib.request

import jsonschema
import programs

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "Sources/CampaignMock/CampaignMock.docc").glob("*.md"))]

#: What takes the place of each value, one after the other.
OTHERS = (None, True, 7, 7.5, -1, "", "text", [], ["text"], {}, {"unknown": 1})

#: Mistakes that no schema can say, by the path without its indices: references, and what must be unique or fit together.
BEYOND = re.compile(
    r"plans|plans\.\w+|accounts|accounts\.plan(\.name|\.max_campaigns|\.max_calls_in_parallel)?"
    r"|accounts\.(name|api_keys|timezone|phone_numbers|assistants)|accounts\.clock(\.\w+)?"
    r"|accounts\.assistants\.(id|timezone|phone_number_id|post_call_schema)"
    r"|accounts\.phone_numbers\.id"
    r"|campaigns|campaigns\.(id|account|timezone)|next_campaign_id|next_lead_id"
    r"|leads|leads\.(id|campaign_id|phone_number|primary_id)|.*\.(created_at|updated_at|now)")


def problems(directory):
    found = []
    with programs.Mock(directory, "--in-memory") as mock:
        base = f"http://127.0.0.1:{mock.port}/_mock"
        schema = json.loads(_get(f"{base}/seed.schema.json"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        seeds = {**_files(), **_blocks(), "init": _template(), "state": json.loads(_get(f"{base}/state"))}
        for name, seed in seeds.items():
            found += [f"{name}: the schema refuses {_place(error)}" for error in validator.iter_errors(seed)]
            status, message = _put(base, seed)
            if status != 200:
                found.append(f"{name}: the mock refuses it: {message}")
        count = refused = 0
        for path, wrong in _changes(seeds["init"]):
            count += 1
            is_valid = validator.is_valid(wrong)
            status, message = _put(base, wrong)
            refused += status != 200
            if is_valid and status != 200 and not BEYOND.fullmatch(path):
                found.append(f"{path}: only the mock refuses it: {message}")
            if not is_valid and status == 200:
                found.append(f"{path}: only the schema refuses it")
        print(f"   {len(seeds)} seeds; {count} changes of one, of which {refused} are refused")
        if not 0 < refused < count:
            found.append("no change was refused, or each was")
    return found


def _files():
    return {path.name: json.loads(path.read_text()) for path in [ROOT / "fixtures/demo.json"]}


def _blocks():
    """The seeds among the blocks of README and manual."""
    blocks = {}
    for path in DOCUMENTS:
        for number, block in enumerate(re.findall(r"^```json\n(.*?)^```", path.read_text(), re.M | re.S)):
            content = json.loads(block)
            if isinstance(content, dict) and isinstance(content.get("accounts"), list) and len(content) > 1:
                blocks[f"{path.name} {number}"] = content
    return blocks


def _template():
    program = ROOT / ".build/release/campaign-mock"
    return json.loads(subprocess.run([program, "init", "-"], check=True, capture_output=True).stdout)


def _changes(seed):
    """The seed with each of its members removed, replaced by another value, or joined by an unknown one."""
    for path in _paths(seed):
        name = ".".join(str(part) for part in path if isinstance(part, str))
        if isinstance(path[-1], str):
            yield name, _changed(seed, path, remove=True)
        for value in OTHERS:
            yield name, _changed(seed, path, value)


def _paths(value, path=()):
    if path:
        yield path
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in members:
        # What the user's own variables are does not matter.
        if name != "variables":
            yield from _paths(member, (*path, name))


def _changed(seed, path, value=None, remove=False):
    copied = copy.deepcopy(seed)
    parent = copied
    for part in path[:-1]:
        parent = parent[part]
    if remove:
        del parent[path[-1]]
    else:
        parent[path[-1]] = value
    return copied


def _place(error):
    return f"{'.'.join(map(str, error.absolute_path))}: {error.message[:200]}"


def _get(url):
    with urllib.request.urlopen(url, timeout=10) as response:
        return response.read()


def _put(base, document):
    request = urllib.request.Request(f"{base}/state", json.dumps(document).encode(), method="PUT")
    request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status, ""
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)["message"]
