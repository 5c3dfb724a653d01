"""Measures how the number of campaigns changes the creates per second and the memory."""

import contextlib
import sys

import campaign
import client
import database
import figures
import programs
import wrk

COUNT = 1_000_000


def measure(options, directory):
    print("filling a database", file=sys.stderr, flush=True)
    path = database.filled(directory, COUNT, name="full-account")
    rates = {"full": [], "empty": []}
    with contextlib.ExitStack() as stack:
        full = stack.enter_context(programs.Mock(directory, name="full-account", database=path))
        empty = stack.enter_context(programs.Mock(directory, name="empty-account"))
        database.check(full, COUNT)
        for mock in (full, empty):
            creates(mock, 1)
        for round in range(options.rounds):
            print(f"round {round + 1} of {options.rounds}", file=sys.stderr, flush=True)
            for name in sorted(rates, reverse=round % 2 == 1):
                if name == "empty":
                    client.call(empty.port, "POST", "/_mock/reset")
                rates[name].append(creates(full if name == "full" else empty, options.seconds).per_second)
    path.unlink()
    memory = memory_after_creates(directory)

    print(figures.table(
        ["creates per second, 64 connections", "with 1,000,000 campaigns", "in an empty account", "ratio", "target"],
        [["", figures.text(rates["full"], 0), figures.text(rates["empty"], 0),
          figures.text(figures.ratios(rates["full"], rates["empty"])), "≥ 0.90"]]))
    print()
    print(figures.table(
        ["resident memory", "bytes", "target"],
        [["idle", figures.megabytes(memory["idle"]), "≤ 30 MB"],
         [f"after {memory['creates']:,} creates", figures.megabytes(memory["after"]), "≤ 40 MB"],
         ["peak", figures.megabytes(memory["peak"]), ""]]))
    return {"creates_per_second": rates, "memory": memory}


def creates(mock, seconds):
    return wrk.expect(wrk.load(mock.port, campaign.CREATE, 64, seconds), campaign.CREATE)


def memory_after_creates(directory):
    print(f"{COUNT:,} creates", file=sys.stderr, flush=True)
    with programs.Mock(directory, name="memory") as mock:
        memory = {"idle": mock.memory()}
        count = 0
        while count < COUNT:
            outcome = creates(mock, 10)
            count += outcome.requests
            if outcome.per_second < 1000:
                raise RuntimeError("fewer than 1,000 creates per second: the machine is too busy for this measurement")
        memory["creates"] = mock.settled_answers()
        return memory | {"after": mock.memory(), "peak": mock.memory("VmHWM")}
