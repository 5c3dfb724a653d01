"""Measures campaigns that run: a move of the clock alone and beside creates, an idle mock, and webhooks."""

import asyncio
import contextlib
import json
import pathlib
import select
import shutil
import sys
import threading
import time

import campaign
import client
import figures
import leads
import programs
import wrk

LEADS = 100_000
POSTS = 20_000
IDLE_CAMPAIGNS = 1000
# A Monday, in the morning.
MOMENT = "2026-02-23T10:00:00Z"
FROZEN = ("--clock", MOMENT)
# The machine's time.
RUNNING = ()
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def measure(options, directory):
    print("filling the databases", file=sys.stderr, flush=True)
    moved = started(directory, "moved", seed([campaign_of(1)], LEADS))
    outcome = {"move": moves(options, directory, moved), "idle": idle(options, directory)}
    return outcome | {"webhooks": webhooks(options, directory)}


# MARK: Campaigns

def campaign_of(id, **members):
    """A campaign that calls at all hours, with the retries of the figures."""
    return {
        "id": id, "account": "demo", "name": "Spring", "assistant_id": 127, "timezone": "UTC",
        "max_calls_in_parallel": 50, "max_retries": 5, "retry_interval": 10, "allowed_hours_start_time": "00:00:00",
        "allowed_hours_end_time": "23:59:00", "allowed_days": list(DAYS),
    } | members


def seed(campaigns, count, webhook=None):
    """The demo data with campaigns, whose count of leads is given, as JSON. Every second call is not answered."""
    document = json.loads(campaign.seed(programs.ROOT))
    document["plans"]["growth"]["max_calls_in_parallel"] = 50
    account = document["accounts"][0]
    account["outcomes"] = [{"outcome": {"weights": {"completed": 1, "no-answer": 1}, "seed": 7}}]
    if webhook:
        account["assistants"][0] |= {"webhook_url": webhook, "is_webhook_active": True}
    document["campaigns"] = campaigns
    document["leads"] = [
        {"id": id, "campaign_id": (id - 1) % len(campaigns) + 1, "phone_number": f"+1444{id:07}"}
        for id in range(1, count + 1)]
    return json.dumps(document)


def started(directory, name, demo, settings=FROZEN):
    """A database whose campaigns are started. With a frozen clock, their first calls have begun."""
    with programs.Mock(directory, *settings, name=name, demo=demo) as mock:
        with client.Connection(mock.port) as connection:
            for id in range(1, len(json.loads(demo)["campaigns"]) + 1):
                status, body = connection.exchange(leads.update_status(id, "start").bytes())
                if status != 200:
                    raise RuntimeError(f"campaign {id} was not started: {body[:200]!r}")
    return mock.database


@contextlib.contextmanager
def copied(directory, path, settings=FROZEN):
    """A mock with a copy of a database, so that the memory of filling it does not count."""
    copy = directory / "copy.sqlite"
    for file in directory.glob("copy.sqlite*"):
        file.unlink()
    shutil.copyfile(path, copy)
    with programs.Mock(directory, *settings, name="calls", database=copy) as mock:
        yield mock


class Move(threading.Thread):
    """A move of the clock until nothing is left, its seconds and the peak of the mock's resident memory."""

    def __init__(self, mock):
        super().__init__()
        self.mock = mock
        self.peak = 0
        self.failure = None
        self.start()

    def run(self):
        try:
            began = time.perf_counter()
            with client.Connection(self.mock.port, timeout=300) as connection:
                body = json.dumps({"advance_to": "idle"})
                connection.send(campaign.Request(200, "PUT", "/_mock/clock", body=body).bytes())
                answer = self.answer(connection)
            self.seconds = time.perf_counter() - began
            self.simulated = json.loads(answer)["simulated"]
        except Exception as error:
            self.failure = error

    def answer(self, connection):
        """Waits for the response, and looks at the memory every 20 ms."""
        while not select.select([connection.socket], [], [], 0.02)[0]:
            self.peak = max(self.peak, self.mock.memory())
        return connection.receive()[1]

    def finish(self):
        self.join()
        if self.failure:
            raise RuntimeError(f"the clock did not move: {self.failure}")


# MARK: Moves

def moves(options, directory, path):
    seconds, peaks, beside, alone = [], [], [], []
    calls = 0
    for round in range(options.rounds):
        print(f"round {round + 1} of {options.rounds}", file=sys.stderr, flush=True)
        with copied(directory, path) as mock:
            move = Move(mock)
            move.finish()
            calls = move.simulated["calls"]
            seconds.append(move.seconds)
            peaks.append(move.peak)
        with copied(directory, path) as mock:
            creates(mock)
            before = creates(mock)
            move = Move(mock)
            during = creates(mock)
            if not move.is_alive():
                raise RuntimeError("the move ended before the creates, so their rate says nothing")
            move.finish()
            beside.append(during)
            alone.append((before + creates(mock)) / 2)
    megabytes = [peak / 1e6 for peak in peaks]
    print(figures.table(
        [f"{LEADS:,} leads run to the end, {calls:,} calls", "", "target"],
        [["seconds", figures.text(seconds), "≤ 4"],
         ["peak of the resident memory", figures.text(megabytes, 0, " MB"), "≤ 150 MB"],
         ["creates a second over 64 connections beside them ÷ without", figures.text(figures.ratios(beside, alone)),
          "≥ 0.50"]]))
    print()
    return {"calls": calls, "seconds": seconds, "peaks": peaks, "beside": beside, "alone": alone}


def creates(mock):
    """The creates of one second: the move takes not much longer."""
    return wrk.expect(wrk.load(mock.port, campaign.CREATE, 64, 1), campaign.CREATE).per_second


# MARK: An idle mock

def idle(options, directory):
    """Started campaigns that call tomorrow, by a clock that runs, beside a mock without campaigns."""
    tomorrow = DAYS[(time.gmtime().tm_wday + 1) % 7]
    campaigns = [campaign_of(id, allowed_days=[tomorrow]) for id in range(1, IDLE_CAMPAIGNS + 1)]
    path = started(directory, "idle", seed(campaigns, IDLE_CAMPAIGNS), RUNNING)
    seconds = 5 * options.seconds
    with copied(directory, path, RUNNING) as busy, programs.Mock(directory, name="empty") as empty:
        if client.call(busy.port, "GET", "/_mock/calls/next")["next"] is None:
            raise RuntimeError("no call is due tomorrow")
        # The threads end that the start needed: the system's dispatch library keeps them for some seconds.
        time.sleep(10)
        mocks = (busy, empty)
        before = [(switches(mock), mock.processor_seconds()) for mock in mocks]
        time.sleep(seconds)
        found = [
            {"context_switches": switched(former, switches(mock)), "seconds": mock.processor_seconds() - spent}
            for mock, (former, spent) in zip(mocks, before)]
    rows = [
        [name, *(f"{mock[key]:{form}}" for mock in found), target]
        for name, key, form, target in (
            ("context switches", "context_switches", "", "0"), ("processor time, s", "seconds", ".2f", "0.00"))]
    head = [f"nothing due in {seconds} s", f"{IDLE_CAMPAIGNS:,} started campaigns", "no campaign", "target"]
    print(figures.table(head, rows))
    print()
    return dict(zip(("campaigns", "empty"), found))


def switched(before, after):
    """The context switches between two looks. A thread that ended has woken up."""
    return sum(count - before.get(thread, 0) for thread, count in after.items()) + len(before.keys() - after.keys())


def switches(mock):
    """The context switches of each thread of the mock, see proc(5)."""
    return {
        status.parent.name: sum(
            int(line.split()[1]) for line in status.read_text().splitlines() if "ctxt_switches:" in line)
        for status in pathlib.Path(f"/proc/{mock.pid}/task").glob("*/status")}


# MARK: Webhooks

class Receiver(asyncio.Protocol):
    """Answers each post at once, over connections that stay open."""

    arrived = []

    def connection_made(self, transport):
        self.transport = transport
        self.unread = b""

    def data_received(self, data):
        self.unread += data
        while True:
            head, mark, rest = self.unread.partition(b"\r\n\r\n")
            if not mark:
                return
            fields = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:])
            length = int(fields[b"content-length"])
            if len(rest) < length:
                return
            self.unread = rest[length:]
            self.arrived.append(time.perf_counter())
            self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")


def webhooks(options, directory):
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    server = asyncio.run_coroutine_threadsafe(loop.create_server(Receiver, "127.0.0.1", 0), loop).result()
    port = server.sockets[0].getsockname()[1]
    demo = seed([campaign_of(1)], POSTS // 2, f"http://127.0.0.1:{port}/calls")
    path = started(directory, "webhooks", demo)
    rates = []
    for round in range(options.rounds):
        print(f"round {round + 1} of {options.rounds}", file=sys.stderr, flush=True)
        Receiver.arrived.clear()
        with copied(directory, path) as mock:
            move = Move(mock)
            move.finish()
            queued = move.simulated["webhooks"]
            deadline = time.monotonic() + 60
            while len(Receiver.arrived) < queued:
                if time.monotonic() > deadline:
                    raise RuntimeError(f"{len(Receiver.arrived)} of {queued} posts arrived in 60 s")
                time.sleep(0.05)
        rates.append((queued - 1) / (Receiver.arrived[-1] - Receiver.arrived[0]))
    loop.call_soon_threadsafe(loop.stop)
    print(figures.table(
        [f"posts of {queued:,} calls to a receiver in Python", "", "target"],
        [["a second", figures.text(rates, 0), "≥ 2,000"]]))
    return {"posts": queued, "per_second": rates}
