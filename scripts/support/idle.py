"""Measures the memory of idle connections, and how much they slow down busy connections."""

import contextlib
import resource
import sys

import campaign
import client
import figures
import programs
import wrk

WANTED = 10_000
# Descriptors for everything except the idle connections: busy connections, databases, listeners.
SPARE = 500


def measure(options, directory):
    count = allowed_connections()
    with contextlib.ExitStack() as stack:
        settings = ("--max-connections", count + SPARE, "--idle-timeout", 3600)
        crowded = stack.enter_context(programs.Mock(directory, *settings, name="crowded"))
        alone = stack.enter_context(programs.Mock(directory, *settings, name="alone"))
        fresh = crowded.memory()
        for mock in (crowded, alone):
            creates(mock, 1)
        before = crowded.memory()
        print(f"opening {count:,} connections", file=sys.stderr, flush=True)
        held = hold(crowded, count, stack)
        each = (crowded.memory() - before) / count
        rates = {"crowded": [], "alone": []}
        for round in range(options.rounds):
            print(f"round {round + 1} of {options.rounds}", file=sys.stderr, flush=True)
            for name in sorted(rates, reverse=round % 2 == 1):
                rates[name].append(creates(crowded if name == "crowded" else alone, options.seconds).per_second)
        answer_all(held)

    print(figures.table(
        ["resident memory", "figure", "target"],
        [["idle, just started", figures.megabytes(fresh), "≤ 30 MB"],
         [f"for each of {count:,} idle keep-alive connections", f"{each:,.0f} bytes", "≤ 2,048 bytes"]]))
    print()
    print(figures.table(
        ["creates per second, 64 connections", f"with {count:,} idle ones", "without", "ratio"],
        [["", figures.text(rates["crowded"], 0), figures.text(rates["alone"], 0),
          figures.text(figures.ratios(rates["crowded"], rates["alone"]))]]))
    print("\nThe figures exclude the kernel's memory for sockets. At the end, every idle connection served one more request.")
    return {
        "connections": count, "idle_bytes": fresh, "bytes_per_connection": each, "creates_per_second": rates,
    }


def allowed_connections():
    """Raises the limit on open files for this process and the mock. Returns the number of connections it allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED + 2 * SPARE
    if hard != resource.RLIM_INFINITY and hard < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, wanted))
            return WANTED
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        count = hard - 2 * SPARE
        print(f"Only {count:,} connections: the hard limit on open files is {hard:,} and cannot be raised.\n")
        return count
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return WANTED


def hold(mock, count, stack):
    """Opens connections and exchanges one request on each, so that each is an idle keep-alive connection."""
    connections = []
    for _ in range(count):
        connection = stack.enter_context(client.Connection(mock.port))
        exchange(connection)
        connections.append(connection)
    return connections


def answer_all(connections):
    for connection in connections:
        exchange(connection)


def exchange(connection):
    status, _ = connection.exchange(campaign.WITHOUT_KEY.bytes())
    if status != 401:
        raise RuntimeError(f"the response to a request without a key was {status}, not 401")


def creates(mock, seconds):
    return wrk.expect(wrk.load(mock.port, campaign.CREATE, 64, seconds), campaign.CREATE)
