"""Compares requests per second and latencies with nginx, and checks that each 201 has its row."""

import contextlib
import dataclasses
import sqlite3
import sys

import campaign
import client
import figures
import programs
import wrk

# Each run: its name, its mock, its request, its connections. The mocks for creates serve nothing else, so that their
# journals count the creates.
RUNS = [
    ("create", "creates", campaign.CREATE, 1),
    ("create", "creates", campaign.CREATE, 16),
    ("create", "creates", campaign.CREATE, 64),
    ("create, --durability full", "full", campaign.CREATE, 64),
    ("401", "refusals", campaign.WITHOUT_KEY, 64),
    ("422", "refusals", campaign.WITH_MISTAKE, 64),
]

# The target for the ratio of the mock's figure to nginx's figure, by run, connections and figure.
TARGETS = {
    ("create", 1, "p50"): "≤ 1.6",
    ("create", 64, "per_second"): "≥ 0.60",
    ("create", 64, "p99"): "≤ 2",
    ("create, --durability full", 64, "per_second"): "≥ 0.30",
    ("401", 64, "per_second"): "≥ 0.80",
    ("422", 64, "per_second"): "≥ 0.65",
}
# Each figure: its title, its unit, the divisor that converts it to that unit. The load of other programs distorts processor
# time less than the other figures.
FIGURES = {
    "per_second": ("per second", "", 1), "p50": ("p50", " ms", 1000), "p99": ("p99", " ms", 1000),
    "processor": ("processor time", " µs", 1),
}


def measure(options, directory):
    with contextlib.ExitStack() as stack:
        mocks = {
            "creates": stack.enter_context(programs.Mock(directory, name="creates")),
            "full": stack.enter_context(programs.Mock(directory, "--durability", "full", name="full")),
            "refusals": stack.enter_context(programs.Mock(directory, name="refusals")),
        }
        nginx = stack.enter_context(programs.Nginx(directory, body_of_a_create(mocks["refusals"])))
        counted = {name: 0 for name in mocks}
        lost = {name: 0 for name in mocks}

        def one(run, of_nginx, seconds):
            _, name, request, connections = run
            program = nginx if of_nginx else mocks[name]
            used = program.processor_seconds()
            outcome = wrk.expect(
                wrk.load(program.port, request, connections, seconds), campaign.CREATE if of_nginx else request)
            used = program.processor_seconds() - used
            if not of_nginx:
                counted[name] += outcome.requests
                lost[name] += connections
            return dataclasses.asdict(outcome) | {"processor": used / outcome.requests * 1e6}

        for run in RUNS:  # warm-up
            one(run, True, 1)
            one(run, False, 1)
        outcomes = [{"mock": [], "nginx": []} for _ in RUNS]
        for round in range(options.rounds):
            print(f"round {round + 1} of {options.rounds}", file=sys.stderr, flush=True)
            for run, outcome in zip(RUNS, outcomes):
                # The mock and nginx take turns to go first.
                for of_nginx in (round % 2 == 0, round % 2 == 1):
                    outcome["nginx" if of_nginx else "mock"].append(one(run, of_nginx, options.seconds))
        checks = [check(mocks[name], counted[name], lost[name]) for name in ("creates", "full")]

    results = [result(run, outcome) for run, outcome in zip(RUNS, outcomes)]
    print(figures.table(
        ["what", "connections", "mock", "nginx", "mock ÷ nginx", "target"],
        [row for result in results for row in rows(result)]))
    print()
    for check_ in checks:
        print(describe(check_))
    return {"results": results, "checks": checks}


def body_of_a_create(mock):
    """The content of the mock's 201, so that nginx sends a response of the same size."""
    with client.Connection(mock.port) as connection:
        status, body = connection.exchange(campaign.CREATE.bytes())
    if status != 201:
        raise RuntimeError(f"the response to the documented create was {status}, not 201: {body.decode()}")
    return body.decode()


def result(run, outcome):
    what, _, _, connections = run
    ratios = {
        name: figures.spread(figures.ratios(*([load[name] for load in outcome[of]] for of in ("mock", "nginx"))))
        for name in FIGURES
    }
    return {"what": what, "connections": connections, **outcome, "ratios": ratios}


def rows(result):
    for name, (title, unit, divisor) in FIGURES.items():
        if not result["what"].startswith("create") and name in ("p50", "p99"):
            continue
        mock = [load[name] / divisor for load in result["mock"]]
        nginx = [load[name] / divisor for load in result["nginx"]]
        digits = {"per_second": 0, "processor": 1}.get(name, 2)
        yield [
            f"{result['what']}: {title}", result["connections"],
            figures.text(mock, digits, unit), figures.text(nginx, digits, unit),
            figures.text(figures.ratios(mock, nginx)),
            TARGETS.get((result["what"], result["connections"], name), ""),
        ]


def check(mock, counted, lost):
    """Checks that each 201 has its row and each row its 201.

    At the end of a run, wrk drops the requests in flight, at most one per connection, so its count is too low by at most
    that number. The count of the mock's journal is exact. The count of the clients below is exact, because they wait for
    every response.
    """
    answered = mock.settled_answers()
    ids = creates(mock.port, connections=64, each=100)
    mock.stop()
    database = sqlite3.connect(mock.database)
    try:
        rows, least, greatest = database.execute("SELECT count(*), min(id), max(id) FROM campaigns").fetchone()
        found = {row[0] for row in database.execute("SELECT id FROM campaigns WHERE id > ?", (answered,))}
    finally:
        database.close()
    outcome = {
        "durability": mock.name, "counted_by_wrk": counted, "dropped_by_wrk_at_most": lost, "answered": answered,
        "answered_and_read": len(ids), "rows": rows,
    }
    if not counted <= answered <= counted + lost:
        raise RuntimeError(f"the mock answered {answered} creates, but wrk counted {counted} and dropped at most {lost}")
    if rows != answered + len(ids) or (least, greatest) != (1, rows) or found != set(ids):
        raise RuntimeError(f"{rows} rows with ids {least} to {greatest}, but {answered} + {len(ids)} responses with 201")
    return outcome


def creates(port, connections, each):
    """Creates campaigns over parallel connections, reads every response, and returns the ids."""
    wire = campaign.CREATE.bytes()
    ids = []
    with contextlib.ExitStack() as stack:
        clients = [stack.enter_context(client.Connection(port)) for _ in range(connections)]
        for _ in range(each):
            for one in clients:
                one.send(wire)
            for one in clients:
                status, body = one.receive()
                if status != 201:
                    raise RuntimeError(f"the response to a create was {status}, not 201")
                ids.append(int(body.split(b'"id":', 1)[1].split(b",", 1)[0]))
    return ids


def describe(check):
    return (
        f"{check['durability']}: {check['rows']:,} rows = {check['answered']:,} creates of wrk that the mock answered "
        f"(wrk counted {check['counted_by_wrk']:,} and may have dropped {check['dropped_by_wrk_at_most']:,} in flight) "
        f"+ {check['answered_and_read']:,} creates whose ids were checked.")
