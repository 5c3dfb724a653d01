"""Runs the load generator wrk. A Lua script prints the figures as JSON, because wrk's own report is text for people."""

import dataclasses
import json
import os
import pathlib
import subprocess
import tempfile


@dataclasses.dataclass(frozen=True)
class Load:
    """The figures of one run of wrk."""

    requests: int
    per_second: float
    p50: float  # microseconds
    p99: float  # microseconds
    refused: int  # responses with a status code of 400 or above
    broken: int  # connections that were refused or reset, and time-outs


REPORT = """
done = function(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        "REPORT {\\"requests\\":%d,\\"microseconds\\":%d,\\"p50\\":%f,\\"p99\\":%f,\\"refused\\":%d,\\"broken\\":%d}\\n",
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), errors.status,
        errors.connect + errors.read + errors.write + errors.timeout))
end
"""


def load(port, request, connections, seconds, script=""):
    """Sends the request over the connections for some seconds, on each connection again after every response.

    script is Lua that changes the request.
    """
    threads = min(connections, len(os.sched_getaffinity(0)))
    # A JSON string of ASCII characters is a valid Lua string.
    lines = [f"wrk.method = {json.dumps(request.method)}", f"wrk.body = {json.dumps(request.body)}"]
    lines += [f"wrk.headers[{json.dumps(name)}] = {json.dumps(value)}" for name, value in request.headers.items()]
    with tempfile.TemporaryDirectory() as directory:
        path = pathlib.Path(directory, "request.lua")
        path.write_text("\n".join(lines) + script + REPORT)
        command = [
            "wrk", "-t", str(threads), "-c", str(connections), "-d", str(seconds), "--timeout", "10s",
            "-s", str(path), f"http://127.0.0.1:{port}{request.path}",
        ]
        output = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 60).stdout
    report = json.loads(output.split("REPORT ", 1)[1].splitlines()[0])
    outcome = Load(
        requests=report["requests"], per_second=report["requests"] / report["microseconds"] * 1e6,
        p50=report["p50"], p99=report["p99"], refused=report["refused"], broken=report["broken"])
    if outcome.broken:
        raise RuntimeError(f"{outcome.broken} of wrk's connections to port {port} broke or timed out")
    return outcome


def expect(outcome, request):
    """Returns the outcome if every response was as expected. wrk counts only status codes of 400 or above."""
    refused = outcome.requests if request.status >= 400 else 0
    if outcome.refused != refused:
        raise RuntimeError(
            f"{outcome.refused} of {outcome.requests} responses had a status code of 400 or above, not {refused}")
    return outcome
