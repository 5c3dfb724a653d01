"""Makes databases with many leads without as many requests, and the requests that concern leads."""

import contextlib
import json
import sqlite3

import campaign
import client
import programs

CAMPAIGNS = 10
EACH = 100_000
# 2026-02-01, from which the leads of a campaign are spread over 28 days.
FIRST_SECOND = 1_769_904_000
DAYS = 28

NUMBER = "+15500000000"
BODY = json.dumps({
    "phone_number": NUMBER, "campaign_id": 1, "variables": {"name": "Alex Example", "plan": "pro"},
})
CREATE = campaign.Request(200, path="/api/user/lead", body=BODY)
# Each request has another number. The requests have the same length, so that their head stays the same. The first digits
# are those of the wrk thread.
UNIQUE_NUMBERS = """
local threads = 0
function setup(thread) threads = threads + 1; thread:set("first", threads * 10000000 + {start}) end
local count = 0
local wire
function request()
    if not wire then wire = wrk.format() end
    count = count + 1
    return (wire:gsub("{number}", string.format("+155%08d", first + count), 1))
end
""".replace("{number}", NUMBER.replace("+", "%+"))


def get(path):
    """A request as clients send it: a GET with a Content-Type and no body."""
    return campaign.Request(200, method="GET", path="/api" + path, body="")


def update_status(id, action):
    return campaign.Request(
        200, path="/api/user/campaigns/update-status", body=json.dumps({"campaign_id": id, "action": action}))


def delete_campaign(id):
    return campaign.Request(200, method="DELETE", path=f"/api/user/campaign/{id}", body="")


def filled(directory, name):
    """A database whose first ten campaigns have 100,000 leads each. A 13th of them is completed."""
    with programs.Mock(directory, name=name) as mock:
        with client.Connection(mock.port) as connection:
            for _ in range(CAMPAIGNS):
                if connection.exchange(campaign.CREATE.bytes())[0] != 201:
                    raise RuntimeError("a campaign was not created")
    with contextlib.closing(sqlite3.connect(mock.database)) as database, database:
        database.execute(
            """
            WITH RECURSIVE numbers(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < ?1)
            INSERT INTO leads (id, campaign_id, phone_number, variables, status, call_tries, created_at, updated_at)
            SELECT number, (number - 1) / ?2 + 1, '+1' || (2000000000 + number * 7919911 % 7999999999),
            '{"name":"Alex Example","plan":"pro"}', iif(number % 13 = 0, 'completed', 'created'), 0,
            ?3 + (number - 1) % ?2 * ?4 / ?2, ?3 + (number - 1) % ?2 * ?4 / ?2 FROM numbers
            """, (CAMPAIGNS * EACH, EACH, FIRST_SECOND, DAYS * 86_400))
    with contextlib.closing(sqlite3.connect(mock.database)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    # The next start counts the leads, which another program has stored. This start does so before the measurement.
    with programs.Mock(directory, name=name, database=mock.database):
        pass
    return mock.database
