"""Takes a picture of each view in both themes and sizes."""

import browser
import connection
import programs
import scenario
import views

EMPTY = (("empty", "#/requests", ".empty-view"),)


def take(directory, target):
    target.mkdir(parents=True, exist_ok=True)
    with browser.started() as started:
        with programs.Mock(directory, "--in-memory", name="pictures") as mock:
            scenario.fill(mock.port)
            every(started, mock.port, views.VIEWS, target)
        with programs.Mock(directory, "--in-memory", name="empty") as mock:
            every(started, mock.port, EMPTY, target)
        with programs.Mock(directory, "--in-memory", "--control-token", connection.TOKEN, name="token") as mock:
            for theme, size, visit in visits(started, mock.port):
                visit.page.goto(f"{visit.base}/_mock/")
                visit.page.locator("#token").wait_for()
                visit.page.screenshot(path=target / f"token-{theme}-{size}.png")


def every(started, port, shown, target):
    for theme, size, visit in visits(started, port):
        for name, fragment, ready in shown:
            visit.open(fragment)
            visit.page.locator(ready).first.wait_for(state="attached")
            visit.page.screenshot(path=target / f"{name}-{theme}-{size}.png")


def visits(started, port):
    for theme in browser.THEMES:
        for size in browser.SIZES:
            with browser.Visit(started, f"http://127.0.0.1:{port}", theme, size, zone="America/New_York") as visit:
                yield theme, size, visit
