"""Measures the campaign's life after its creation: leads, lists, start, stop and deletion, accounts beside traffic."""

import contextlib
import dataclasses
import json
import sqlite3
import statistics
import sys
import threading
import time

import campaign
import client
import figures
import leads
import programs
import wrk

LISTS = {
    "a campaign of 100,000": ("/user/leads?campaign_id=1&per_page=15", "≤ 3 ms"),
    "a campaign, page 6,000": ("/user/leads?campaign_id=1&per_page=15&page=6000", "≤ 10 ms"),
    "by status": ("/user/leads?campaign_id=1&per_page=15&status=completed", "≤ 3 ms"),
    "by status, page 6,000": ("/user/leads?campaign_id=1&per_page=15&status=created&page=6000", "≤ 10 ms"),
    "by date": ("/user/leads?campaign_id=1&per_page=15&date_from=2026-02-10&date_to=2026-02-12", "≤ 3 ms"),
    "by date, page 600": (
        "/user/leads?campaign_id=1&per_page=15&date_from=2026-02-10&date_to=2026-02-12&page=600", "≤ 10 ms"),
    "an account of 1,000,000": ("/user/leads?per_page=15", ""),
    "an account, page 60,000": ("/user/leads?per_page=15&page=60000", ""),
    "by a part of the number": ("/user/leads?campaign_id=1&per_page=15&phone_number=1234", ""),
}
LIST_REQUESTS = 200
ACCOUNTS = 1000


def measure(options, directory):
    outcome = {}
    with contextlib.ExitStack() as stack:
        mock = stack.enter_context(programs.Mock(directory, name="rates"))
        with client.Connection(mock.port) as connection:
            for _ in range(100):
                expect(connection, campaign.CREATE)
            lead = expect(connection, leads.CREATE)
            list_of_campaigns = expect(connection, leads.get("/user/campaigns"))
        nginx = stack.enter_context(programs.Nginx(directory, lead.decode(), {"campaigns": list_of_campaigns}))
        outcome["rates"] = rates(options, mock, nginx)
        outcome["leads"] = check_leads(mock)
    print("filling a database", file=sys.stderr, flush=True)
    path = leads.filled(directory, "leads")
    with programs.Mock(directory, name="leads", database=path) as mock:
        outcome["lists"] = lists(mock)
        outcome["changes"] = changes(options, mock)
    with programs.Mock(directory, name="accounts") as mock:
        outcome["accounts"] = accounts(mock)
    return outcome


def expect(connection, request):
    """Sends a request and returns the content of the response, which must have the expected status code."""
    status, body = connection.exchange(request.bytes())
    if status != request.status:
        raise RuntimeError(f"the response to {request.method} {request.path} was {status}: {body[:200]!r}")
    return body


# MARK: Requests per second

def rates(options, mock, nginx):
    what = {
        "POST /user/lead": (leads.CREATE, leads.CREATE, "≥ 0.50"),
        "GET /user/campaigns of 100": (leads.get("/user/campaigns"), leads.get("/files/campaigns"), "≥ 0.25"),
    }
    found = {name: {"mock": [], "nginx": []} for name in what}
    runs = 0

    def one(of_nginx, request, seconds):
        nonlocal runs
        runs += 1
        script = leads.UNIQUE_NUMBERS.replace("{start}", str(runs * 200_000)) if request is leads.CREATE else ""
        program = nginx if of_nginx else mock
        load = wrk.expect(wrk.load(program.port, request, 64, seconds, script), request)
        return dataclasses.asdict(load)

    for round in range(-1, options.rounds):
        print("warm-up" if round < 0 else f"round {round + 1} of {options.rounds}", file=sys.stderr, flush=True)
        for name, (of_mock, of_nginx, _) in what.items():
            for is_nginx in (round % 2 == 0, round % 2 != 0):
                load = one(is_nginx, of_nginx if is_nginx else of_mock, 1 if round < 0 else options.seconds)
                if round >= 0:
                    found[name]["nginx" if is_nginx else "mock"].append(load)
    rows = []
    for name, (_, _, target) in what.items():
        mock_rates, nginx_rates = ([load["per_second"] for load in found[name][of]] for of in ("mock", "nginx"))
        rows.append([
            name, figures.text(mock_rates, 0), figures.text(nginx_rates, 0),
            figures.text(figures.ratios(mock_rates, nginx_rates)), target])
    print(figures.table(["per second, 64 connections", "mock", "nginx", "mock ÷ nginx", "target"], rows))
    print()
    return found


def check_leads(mock):
    """Checks that each 200 of a lead has its row: the journal's newest number counts every answered request."""
    answered = mock.settled_answers()
    mock.stop()
    with contextlib.closing(sqlite3.connect(mock.database)) as database:
        rows, = database.execute("SELECT count(*) FROM leads").fetchone()
        orphans, = database.execute(
            "SELECT count(*) FROM leads WHERE campaign_id NOT IN (SELECT id FROM campaigns)").fetchone()
    if orphans or not rows <= answered:
        raise RuntimeError(f"{rows} leads, {orphans} of them without a campaign, after {answered} requests")
    print(f"{rows:,} leads are stored, all with their campaign.\n")
    return {"rows": rows, "answered": answered}


# MARK: Lists

def lists(mock):
    found = {}
    with client.Connection(mock.port) as connection:
        for name, (path, _) in LISTS.items():
            request = leads.get(path)
            expect(connection, request)
            found[name] = [timed(lambda: expect(connection, request)) for _ in range(LIST_REQUESTS)]
    rows = [
        [name, f"{statistics.median(found[name]):.2f} ms", f"{percentile(found[name], 99):.2f} ms", target]
        for name, (_, target) in LISTS.items()]
    print(figures.table([f"GET /user/leads of {leads.CAMPAIGNS * leads.EACH:,} leads", "p50", "p99", "target"], rows))
    print()
    return found


def timed(action):
    """The duration of an action in milliseconds."""
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


def percentile(values, percent):
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


# MARK: Changes of a large campaign

def changes(options, mock):
    """Starts, stops and deletes a campaign of 100,000 leads beside creates, and compares the rate of the creates."""
    names = ("start", "stop", "delete")
    milliseconds = {name: [] for name in names}
    beside, alone = [], []
    wrk.load(mock.port, campaign.CREATE, 64, 1)
    for round in range(min(options.rounds, leads.CAMPAIGNS - 1)):
        id = round + 2

        def change():
            with client.Connection(mock.port) as connection:
                time.sleep(0.2)
                requests = leads.update_status(id, "start"), leads.update_status(id, "stop"), leads.delete_campaign(id)
                for name, request in zip(names, requests):
                    milliseconds[name].append(timed(lambda: expect(connection, request)))

        def run(with_changes):
            thread = threading.Thread(target=change) if with_changes else None
            if thread:
                thread.start()
            load = wrk.expect(wrk.load(mock.port, campaign.CREATE, 64, options.seconds), campaign.CREATE)
            if thread:
                thread.join()
            (beside if with_changes else alone).append(load.per_second)
            # The rows of the deleted campaign must not be deleted during the run without changes.
            wait_for_rows(mock, id)

        for with_changes in (round % 2 == 0, round % 2 == 1):
            run(with_changes)
    rows = [[f"{name} of a campaign of {leads.EACH:,} leads", figures.text(milliseconds[name], 1, " ms"), "≤ 100 ms"]
            for name in names]
    rows.append([
        "creates per second beside them ÷ without", figures.text(figures.ratios(beside, alone)), "≥ 0.50"])
    print(figures.table(["beside creates over 64 connections", "", "target"], rows))
    print()
    return {"milliseconds": milliseconds, "beside": beside, "alone": alone}


def wait_for_rows(mock, id):
    """Waits until no row of a deleted campaign is left, if the campaign is deleted."""
    deadline = time.monotonic() + 120
    with contextlib.closing(sqlite3.connect(f"file:{mock.database}?mode=ro", uri=True)) as database:
        while database.execute("SELECT count(*) FROM deleted_campaigns").fetchone()[0]:
            if time.monotonic() > deadline:
                raise RuntimeError(f"the leads of campaign {id} are still there after 120 s")
            time.sleep(0.05)


# MARK: Accounts

def accounts(mock):
    """Makes and resets accounts one by one, while 16 connections create campaigns."""
    made, reset = [], []
    ends = threading.Event()

    def traffic():
        while not ends.is_set():
            wrk.load(mock.port, campaign.CREATE, 16, 1)

    thread = threading.Thread(target=traffic)
    thread.start()
    try:
        with client.Connection(mock.port) as connection:
            for number in range(ACCOUNTS):
                name = f"account-{number}"
                body = json.dumps({"name": name, "api_keys": [f"key-{number}"]})
                create = campaign.Request(201, path="/_mock/accounts", body=body)
                made.append(timed(lambda: expect(connection, create)))
                headers = campaign.HEADERS | {"Authorization": f"Bearer key-{number}"}
                expect(connection, campaign.Request(201, headers=headers))
                request = campaign.Request(200, path=f"/_mock/accounts/{name}/reset", body="")
                reset.append(timed(lambda: expect(connection, request)))
    finally:
        ends.set()
        thread.join()
    rows = [
        [name, f"{statistics.median(times):.2f} ms", f"{percentile(times, 99):.2f} ms", "≤ 2 ms"]
        for name, times in (("made", made), ("reset", reset))]
    print(figures.table([f"{ACCOUNTS:,} accounts beside creates", "p50", "p99", "target (p50)"], rows))
    return {"made": made, "reset": reset}
