"""Makes databases with many campaigns without as many requests."""

import contextlib
import sqlite3

import campaign
import client
import programs


def filled(directory, count, name):
    """Lets the mock create a database with the documented campaign, then copies the row until there are count rows."""
    with programs.Mock(directory, name=name) as mock:
        with client.Connection(mock.port) as connection:
            status, _ = connection.exchange(campaign.CREATE.bytes())
        if status != 201:
            raise RuntimeError(f"the response to the documented create was {status}, not 201")
    multiply(mock.database, count)
    return mock.database


def multiply(path, count):
    """Copies the row with id 1 until there are count rows. Works with any columns."""
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(campaigns)") if row[1] != "id"]
        names = ", ".join(columns)
        database.execute(
            f"""
            WITH RECURSIVE numbers(number) AS (
                SELECT 2 UNION ALL SELECT number + 1 FROM numbers WHERE number < ?
            )
            INSERT INTO campaigns (id, {names}) SELECT number, {names} FROM numbers, campaigns WHERE id = 1
            """, (count,))
        database.execute("UPDATE accounts SET campaign_count = ? WHERE campaign_count > 0", (count,))
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def check(mock, count):
    """Raises an error unless the mock counts as many campaigns."""
    if mock.campaigns() != count:
        raise RuntimeError(f"the mock counts {mock.campaigns()} campaigns, but the database should have {count}")
