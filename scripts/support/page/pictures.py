"""Takes a picture of each view in both themes and sizes."""

import browser
import connection
import programs
import scenario
import views

EMPTY = (("empty", "#/requests", ".empty-view"),)


#: The picture of the README: width and height in pixels, and the most bytes.
README = (1280, 720)
README_BYTES = 200_000


def take(directory, target):
    target.mkdir(parents=True, exist_ok=True)
    demo = (programs.ROOT / "fixtures/demo.json").read_text(encoding="utf-8")
    with browser.started() as started:
        with programs.Mock(directory, "--in-memory", name="pictures", demo=demo) as mock:
            ids = scenario.fill(mock.port)
            every(started, mock.port, [(name, fragment.format(**ids), ready) for name, fragment, ready in views.VIEWS], target)
            take_readme(started, mock.port, target / "readme.png")
        with programs.Mock(directory, "--in-memory", name="empty", demo=demo) as mock:
            every(started, mock.port, EMPTY, target)
        with programs.Mock(directory, "--in-memory", "--control-token", connection.TOKEN, name="token") as mock:
            for theme, size, visit in visits(started, mock.port):
                visit.page.goto(f"{visit.base}/_mock/")
                visit.page.locator("#token").wait_for()
                visit.page.screenshot(path=target / f"token-{theme}-{size}.png")


def take_readme(started, port, path):
    with browser.Visit(started, f"http://127.0.0.1:{port}", zone="UTC") as visit:
        visit.page.set_viewport_size({"width": README[0], "height": README[1]})
        visit.open("#/requests/latest")
        visit.page.locator(".request-detail .verdicts").wait_for()
        visit.page.screenshot(path=path)
    if path.stat().st_size > README_BYTES:
        raise RuntimeError(f"{path} has {path.stat().st_size} bytes, more than {README_BYTES}")


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
