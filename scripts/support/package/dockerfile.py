"""Reads the settings of the image from scripts/Dockerfile, so that both ways to make the image agree.

It knows only the instructions that the file uses, and refuses every other one.
<https://docs.docker.com/reference/dockerfile/>
"""

import json
import re
import shlex


def settings(text, arguments):
    """Returns the member `config` of the image's configuration, from the last stage of the Dockerfile."""
    found = {}
    for instruction, rest in stage(text):
        rest = re.sub(r"\$\{(\w+)\}", lambda match: arguments[match[1]], rest)
        match instruction:
            case "FROM" if rest != "scratch":
                raise RuntimeError(f"scripts/Dockerfile: the last stage is from {rest}, not from scratch")
            # The files are those of scripts/support/package/root either way.
            case "FROM" | "ARG" | "COPY":
                pass
            case "LABEL":
                found["Labels"] = dict(pair.split("=", 1) for pair in shlex.split(rest))
            case "ENV":
                found["Env"] = shlex.split(rest)
            case "USER":
                found["User"] = rest
            case "WORKDIR":
                found["WorkingDir"] = rest
            case "STOPSIGNAL":
                found["StopSignal"] = rest
            case "VOLUME":
                found["Volumes"] = {path: {} for path in json.loads(rest)}
            case "EXPOSE":
                found["ExposedPorts"] = {port: {} for port in rest.split()}
            case "ENTRYPOINT":
                found["Entrypoint"] = json.loads(rest)
            case "HEALTHCHECK":
                found["Healthcheck"] = health_check(rest)
            case _:
                raise RuntimeError(f"scripts/Dockerfile: {instruction} is an instruction that the script does not know")
    return found


def stage(text):
    """The instructions of the last stage, as pairs of a name and the rest of the line."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    instructions = [line.split(None, 1) for line in joined.splitlines()]
    last = max(index for index, (name, _) in enumerate(instructions) if name == "FROM")
    return instructions[last:]


def health_check(rest):
    options, command = rest.split(" CMD ", 1)
    given = dict(option.removeprefix("--").split("=", 1) for option in options.split())
    check = {"Test": ["CMD", *json.loads(command)], "Retries": int(given.pop("retries"))}
    for name, value in given.items():
        # Docker counts in nanoseconds.
        member = "".join(word.capitalize() for word in name.split("-"))
        check[member] = int(value.removesuffix("s")) * 1_000_000_000
    return check
