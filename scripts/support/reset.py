"""Measures how long a reset delays the next request."""

import shutil
import time

import campaign
import client
import database
import figures
import programs

COUNT = 100_000


def measure(options, directory):
    path = database.filled(directory, COUNT, name="original")
    answered, next_created = [], []
    for _ in range(max(options.rounds, 5)):
        copy = directory / "copy.sqlite"
        shutil.copyfile(path, copy)
        with programs.Mock(directory, name="reset", database=copy) as mock:
            database.check(mock, COUNT)
            reset, create = once(mock)
            database.check(mock, 1)
        answered.append(reset * 1000)
        next_created.append(create * 1000)
    print(figures.table(
        [f"POST /_mock/reset of {COUNT:,} campaigns", "ms", "target"],
        [["to its response", figures.text(answered, 1), ""],
         ["to the response of the next create", figures.text(next_created, 1), "≤ 20 ms"]]))
    return {"milliseconds": {"reset": answered, "next_create": next_created}}


def once(mock):
    """Returns the seconds from the reset to its response, and from the reset to the response of the next create."""
    wire = campaign.CREATE.bytes()
    with client.Connection(mock.port) as connection:
        if connection.exchange(wire)[0] != 201:
            raise RuntimeError("the create before the reset failed")
        began = time.perf_counter()
        status, _ = connection.exchange(b"POST /_mock/reset HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n")
        reset = time.perf_counter() - began
        created, _ = connection.exchange(wire)
        create = time.perf_counter() - began
    if (status, created) != (200, 201):
        raise RuntimeError(f"the response to the reset was {status}, to the next create {created}")
    return reset, create
