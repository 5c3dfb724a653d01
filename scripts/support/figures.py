"""Formats figures with their spread, tables, and a description of the machine."""

import datetime
import json
import os
import pathlib
import platform
import statistics


def spread(values):
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def text(values, digits=2, unit=""):
    """`0.61 (0.58–0.64)`: the median, the minimum and the maximum."""
    found = spread(values)
    return f"{found['median']:,.{digits}f}{unit} ({found['min']:,.{digits}f}–{found['max']:,.{digits}f})"


def ratios(above, below):
    """The ratio of each round. Both runs of a round are close in time, so a drift of the machine hardly changes it."""
    return [one / other for one, other in zip(above, below)]


def megabytes(count):
    return f"{count / 1e6:.1f} MB"


def table(head, rows):
    """A Markdown table with aligned columns, which is readable as plain text too."""
    lines = [head, *rows]
    widths = [max(len(str(line[column])) for line in lines) for column in range(len(head))]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        "| " + " | ".join(str(cell).ljust(width) for cell, width in zip(line, widths)) + " |" for line in lines)


def machine():
    model = platform.processor() or platform.machine()
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    except OSError:
        pass
    return {
        "cpu": model,
        "cores": os.cpu_count(),
        "kernel": f"{platform.system()} {platform.release()}",
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "load": list(os.getloadavg()),
    }


def describe(machine):
    """Describes the machine in one line. The load shows whether other programs were running."""
    return "{cpu}, {cores} cores, {kernel}, {date}, load at the start {load[0]:.1f}".format(**machine)


def write(path, document):
    pathlib.Path(path).write_text(json.dumps(document, indent=2) + "\n")
