"""Load from wrk, its outcome read from a script of ours instead of from its prose."""

import dataclasses
import json
import os
import pathlib
import subprocess
import tempfile


@dataclasses.dataclass(frozen=True)
class Load:
    """What one run of wrk saw."""

    requests: int
    per_second: float
    p50: float  # microseconds
    p99: float
    refused: int  # answers with a status of 400 and above
    broken: int  # connections refused or reset, and time-outs


REPORT = """
done = function(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        "REPORT {\\"requests\\":%d,\\"microseconds\\":%d,\\"p50\\":%f,\\"p99\\":%f,\\"refused\\":%d,\\"broken\\":%d}\\n",
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), errors.status,
        errors.connect + errors.read + errors.write + errors.timeout))
end
"""


def load(port, request, connections, seconds):
    """Sends the request over so many connections for so long, each as soon as the one before is answered."""
    threads = min(connections, len(os.sched_getaffinity(0)))
    # JSON's strings of ASCII are Lua's.
    script = [f"wrk.method = {json.dumps(request.method)}", f"wrk.body = {json.dumps(request.body)}"]
    script += [f"wrk.headers[{json.dumps(name)}] = {json.dumps(value)}" for name, value in request.headers.items()]
    with tempfile.TemporaryDirectory() as directory:
        path = pathlib.Path(directory, "request.lua")
        path.write_text("\n".join(script) + REPORT)
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
    """The outcome, once every answer was the expected one as far as wrk can tell: it counts statuses from 400 on."""
    refused = outcome.requests if request.status >= 400 else 0
    if outcome.refused != refused:
        raise RuntimeError(f"{outcome.refused} of {outcome.requests} answers had a status of 400 and above, not {refused}")
    return outcome
