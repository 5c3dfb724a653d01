"""The soak test of scripts/soak; see its --help."""

import argparse
import asyncio
import collections
import random
import sqlite3
import statistics
import sys
import time

import campaign
import client
import figures
import programs
import visits

AT_A_TIME = 150
A_SECOND = 150
WARM_UP = 20
# Every client ends within this time (seconds). A client that takes longer hangs.
PATIENCE = 30
# The maximum time (seconds) until threads end and descriptors are closed.
SETTLING = 40

MEMORY_FACTOR, MEMORY_MARGIN = 1.10, 4_000_000
TIME_FACTOR = 2


class Tally:
    def __init__(self):
        self.visits = collections.Counter()
        self.failures = collections.defaultdict(list)
        self.created = 0


def main():
    parser = argparse.ArgumentParser(prog="scripts/soak")
    parser.add_argument("minutes", nargs="?", type=float, default=2)
    options = parser.parse_args()
    random.seed(9112)

    print(f"soak: {figures.describe(figures.machine())}\n", flush=True)
    limits = ["--head-timeout", visits.HEAD, "--body-timeout", visits.BODY, "--write-timeout", visits.WRITE,
              "--idle-timeout", visits.IDLE]
    tally = Tally()
    with programs.working_directory() as directory, programs.Mock(directory, *limits) as mock:
        asyncio.run(send_visits(mock.port, WARM_UP, tally))
        warm = Condition(mock)
        asyncio.run(send_visits(mock.port, options.minutes * 60, tally))
        after = Condition(mock, back_to=warm)
        status = mock.stop()
        rows = count_rows(mock.database)
        log = mock.log.read_text().splitlines()[1:]

    report_visits(tally)
    complaints = [f"{name}: {failures[0]}" for name, failures in tally.failures.items()]
    complaints += after.compare(warm)
    if status != 0:
        complaints.append(f"the mock exited with status {status}")
    if rows < tally.created:
        complaints.append(f"{rows} campaigns are stored, but clients read {tally.created} responses with 201")
    print(f"\nClients read {tally.created:,} responses with 201; {rows:,} campaigns are stored "
          "(some clients leave before their response).")
    print(f"The mock's log has {len(log)} lines" + (f", the last: {log[-1]}" if log else "."))
    for complaint in complaints:
        print(f"soak: {complaint}", file=sys.stderr)
    return 1 if complaints else 0


async def send_visits(port, seconds, tally):
    """Starts clients for some seconds, and waits until the last client has ended."""
    places = asyncio.Semaphore(AT_A_TIME)
    running = set()
    kinds, weights = list(visits.WEIGHTS), list(visits.WEIGHTS.values())
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        await places.acquire()
        task = asyncio.create_task(visit(random.choices(kinds, weights)[0], port, tally))
        running.add(task)
        task.add_done_callback(lambda task: (running.discard(task), places.release()))
        await asyncio.sleep(1 / A_SECOND)
    await asyncio.gather(*running)


async def visit(kind, port, tally):
    talk = visits.Talk(tally)
    tally.visits[kind.__name__] += 1
    try:
        await asyncio.wait_for(converse(kind, talk, port), PATIENCE)
    except asyncio.TimeoutError:
        tally.failures[kind.__name__].append(f"the client hung for {PATIENCE} s")
    except (visits.Unexpected, OSError) as error:
        tally.failures[kind.__name__].append(f"{type(error).__name__}: {error}")
    finally:
        talk.close()


async def converse(kind, talk, port):
    await talk.connect(port)
    await kind(talk)


class Condition:
    """The descriptors, threads, memory and speed of the mock while no client is connected."""

    def __init__(self, mock, back_to=None):
        client.call(mock.port, "DELETE", "/_mock/requests")
        mock.campaigns()  # opens the database connections for reading, so that both conditions count them
        self.microseconds = request_time(mock.port)
        self._settle(mock, back_to)
        self.memory = mock.memory()

    def _settle(self, mock, back_to):
        """Waits until idle threads have ended and closed connections are released."""
        end = time.monotonic() + SETTLING
        steady_since, before = time.monotonic(), None
        while True:
            self.descriptors, self.threads = now = mock.descriptors(), mock.threads()
            if now != before:
                steady_since, before = time.monotonic(), now
            is_back = back_to and self.descriptors <= back_to.descriptors and self.threads <= back_to.threads
            is_steady = not back_to and time.monotonic() - steady_since > 8
            if is_back or is_steady or time.monotonic() > end:
                return
            time.sleep(0.2)

    def compare(self, warm):
        """Prints both conditions; returns the figures that have grown too much, in words."""
        print("\n" + figures.table(
            ["", "after the warm-up", "after the soak"],
            [["open descriptors", warm.descriptors, self.descriptors],
             ["threads", warm.threads, self.threads],
             ["resident memory", figures.megabytes(warm.memory), figures.megabytes(self.memory)],
             ["a create, median", f"{warm.microseconds:.0f} µs", f"{self.microseconds:.0f} µs"]]))
        complaints = []
        if self.descriptors > warm.descriptors:
            complaints.append(f"{self.descriptors - warm.descriptors} descriptors are still open")
        if self.threads > warm.threads:
            complaints.append(f"{self.threads - warm.threads} threads are still running")
        if self.memory > warm.memory * MEMORY_FACTOR + MEMORY_MARGIN:
            complaints.append(f"resident memory has grown by {figures.megabytes(self.memory - warm.memory)}")
        if self.microseconds > warm.microseconds * TIME_FACTOR:
            complaints.append(f"a create takes {self.microseconds / warm.microseconds:.1f} times as long")
        return complaints


def request_time(port):
    """Measures a create in microseconds: the lowest of ten medians, because other programs may slow the machine down."""
    wire = campaign.CREATE.bytes()
    medians = []
    with client.Connection(port) as connection:
        for _ in range(10):
            times = []
            for _ in range(100):
                began = time.perf_counter()
                status, _ = connection.exchange(wire)
                times.append(time.perf_counter() - began)
                if status != 201:
                    raise RuntimeError(f"the response to a create was {status}, not 201")
            medians.append(statistics.median(times))
    return min(medians) * 1e6


def report_visits(tally):
    print(figures.table(
        ["client", "visits", "failures"],
        [[name.replace("_", " "), f"{count:,}", len(tally.failures[name]) if name in tally.failures else ""]
         for name, count in sorted(tally.visits.items())]))


def count_rows(path):
    database = sqlite3.connect(path)
    try:
        return database.execute("SELECT count(*) FROM campaigns").fetchone()[0]
    finally:
        database.close()


if __name__ == "__main__":
    programs.run(main)
