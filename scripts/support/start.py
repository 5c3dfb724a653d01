"""Measures the time from exec to the first 201."""

import sys
import time

import campaign
import client
import database
import figures
import programs

SIZES = {"a small database": (1, 30), "1,000,000 campaigns": (1_000_000, 60)}


def measure(options, directory):
    print("filling the databases", file=sys.stderr, flush=True)
    paths = {
        name: database.filled(directory, count, name=f"start-{count}") for name, (count, _) in SIZES.items()
    }
    milliseconds = {name: [] for name in SIZES}
    rounds = max(options.rounds, 5)
    for name in SIZES:
        once(directory, paths[name])  # fills the file system's cache
    for _ in range(rounds):
        for name in SIZES:
            milliseconds[name].append(once(directory, paths[name]) * 1000)
    print(figures.table(
        ["exec to the first 201", "ms", "target"],
        [[name, figures.text(milliseconds[name], 1), f"≤ {SIZES[name][1]} ms"] for name in SIZES]))
    return {"milliseconds": milliseconds}


def once(directory, path):
    """Returns the seconds from the start of the process to its first 201."""
    port = programs.free_port()
    wire = campaign.CREATE.bytes()
    with programs.Mock(directory, name="start", port=port, database=path) as mock:
        while True:
            try:
                with client.Connection(port) as connection:
                    status, _ = connection.exchange(wire)
                break
            except ConnectionRefusedError:
                if mock.process.poll() is not None:
                    raise RuntimeError(f"the mock did not start: {mock.log.read_text().strip()}") from None
                if time.perf_counter() - mock.started > 30:
                    raise RuntimeError("the mock did not listen within 30 s") from None
                time.sleep(0.0005)
        took = time.perf_counter() - mock.started
    if status != 201:
        raise RuntimeError(f"the response to the first create was {status}, not 201")
    return took
